package io.llmloadtest.report.export;

import io.llmloadtest.ledger.RequestRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.function.BiConsumer;

/** The requests of a run, read anew from its ledger each time: a run may have a million, and none is kept. */
public interface RequestSource {

    /** Shows each request, with the wall-clock time of its send, in the order in which they ended. */
    void each(BiConsumer<RequestRecord, Instant> visitor) throws IOException;

    /** Of a result whose requests are not at hand; {@code why} is said to whoever asks for them. */
    static RequestSource none(String why) {
        return _ -> {
            throw new IOException(why);
        };
    }
}
