package io.llmloadtest.evidence;

import io.llmloadtest.evidence.logs.LogLine;
import io.llmloadtest.evidence.metrics.ExpositionParser;
import io.llmloadtest.evidence.metrics.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** What was recorded from one real vLLM server: its metrics before and after a known load, and its log. */
public record Capture(String version) {

    /** Captures with engine metrics and a log. */
    public static final List<String> COMPLETE = List.of("0.8.5", "0.9.2", "0.11.2", "0.13.0", "0.17.1", "0.20.2",
            "0.26.0", "0.32.0", "0.32.0/dp2", "0.32.0/log-requests");

    public byte[] bytes(String file) {
        try (InputStream packed = Capture.class.getResourceAsStream("/vllm/" + version + "/" + file + ".gz");
                InputStream plain = new GZIPInputStream(Objects.requireNonNull(packed, file))) {
            return plain.readAllBytes();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    public String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    public Snapshot before() {
        return snapshot(bytes("metrics-before.txt"));
    }

    public Snapshot after() {
        return snapshot(bytes("metrics-after.txt"));
    }

    public static Snapshot snapshot(byte[] page) {
        return new Snapshot(Instant.EPOCH, Duration.ZERO, ExpositionParser.parse(page));
    }

    public static Snapshot snapshot(String page) {
        return snapshot(page.getBytes(StandardCharsets.UTF_8));
    }

    /** The log as {@code docker logs --timestamps} gave it, each line with its stamp taken off. */
    public List<LogLine> log(String file) {
        // Only line feeds end a line: vLLM ends the inner lines of a record with a carriage return too.
        return Arrays.stream(text(file).split("\n")).map(Capture::stamped).toList();
    }

    private static LogLine stamped(String line) {
        int blank = line.indexOf(' ');
        return blank < 0
                ? new LogLine(Instant.parse(line), "")
                : new LogLine(Instant.parse(line.substring(0, blank)), line.substring(blank + 1));
    }
}
