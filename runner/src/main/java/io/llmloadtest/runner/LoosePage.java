package io.llmloadtest.runner;

import io.llmloadtest.evidence.metrics.ExpositionParser;
import io.llmloadtest.evidence.metrics.Snapshot;
import io.llmloadtest.ledger.foreign.MaybeZipped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Reads a metrics page that somebody saved. */
final class LoosePage {

    /** The longest page that is read, as from a live server. */
    private static final int LONGEST = 64 << 20;

    private LoosePage() {
    }

    /**
     * The page in a file.
     *
     * @param assumed when it was taken; pages do not say
     * @throws IOException when there is no page in it; the message is meant for the user
     */
    static Snapshot read(Path file, Instant assumed) throws IOException {
        byte[] body = bytes(file);
        if (body.length > LONGEST) {
            throw new IOException(file + ": is longer than " + (LONGEST >> 20)
                    + " MB; a metrics page is not, so name the right file");
        }
        Snapshot snapshot = new Snapshot(assumed, Duration.ZERO, ExpositionParser.parse(body));
        if (!snapshot.page().hasSamples()) {
            throw new IOException(
                    file + ": holds no metric sample; save the page with: curl -s SERVER/metrics > page.txt");
        }
        return snapshot;
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = MaybeZipped.open(file)) {
            try {
                return in.readNBytes(LONGEST + 1);
            } catch (IOException broken) {
                throw MaybeZipped.unreadable(file, broken);
            }
        }
    }
}
