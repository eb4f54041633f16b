package io.llmloadtest.collect.traces;

import io.llmloadtest.collect.EvidenceFolder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes spans to the run folder as they come, a line each. A disk that refuses does not end the run: it is said once, and
 * nothing more is written. Safe for use by several threads.
 */
final class SpanRecorder implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private static final System.Logger LOG = System.getLogger(SpanRecorder.class.getName());

    private Optional<EvidenceFolder> folder;
    private Optional<OutputStream> lines = Optional.empty();

    SpanRecorder(Optional<EvidenceFolder> folder) {
        this.folder = folder;
    }

    synchronized void add(List<KeptSpan> spans) {
        if (folder.isEmpty() || spans.isEmpty()) {
            return;
        }
        try {
            OutputStream out = lines.isPresent()
                    ? lines.get()
                    : new BufferedOutputStream(folder.get().appender(TraceNote.SPANS));
            lines = Optional.of(out);
            for (KeptSpan span : spans) {
                out.write((JSON.writeValueAsString(span) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
        } catch (IOException e) {
            giveUp(e);
        }
    }

    synchronized void note(TraceNote note) {
        try {
            if (folder.isPresent()) {
                folder.get().replaceJson(TraceNote.FILE, note);
            }
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private void giveUp(IOException failure) {
        LOG.log(Level.WARNING, "Spans are no longer kept in the run folder: {0}", failure.toString());
        close();
    }

    @Override
    public synchronized void close() {
        try {
            if (lines.isPresent()) {
                lines.get().close();
            }
        } catch (IOException _) {
            // Each message was flushed as it came.
        }
        lines = Optional.empty();
        folder = Optional.empty();
    }
}
