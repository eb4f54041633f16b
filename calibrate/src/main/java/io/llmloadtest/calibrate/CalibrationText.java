package io.llmloadtest.calibrate;

import io.llmloadtest.calibrate.CalibrationReport.Row;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A report for people and for programs.
 *
 * @param report what is told
 */
public record CalibrationText(CalibrationReport report) {

    private static final String ROW = "%8s %10s %10s %10s %10s %10s %10s%n";

    /** What the machine resolves, in one sentence. */
    public String sentence() {
        double tolerable = report.tolerableMillis();
        double gap = report.gap().toNanos() / 1e6;
        Optional<Row> last = report.resolved();
        if (last.isEmpty()) {
            return String.format(Locale.ROOT,
                    "This machine does not resolve ITL to %s ms: its gaps of %s ms cannot be told"
                            + " from its own delays. Look for what else is at work on it.",
                    plain(tolerable), plain(gap));
        }
        int streams = last.get().streams();
        String resolved = String.format(Locale.ROOT, "This machine resolves ITL to %s ms (p99) up to %d %s",
                plain(report.resolutionMillis().orElse(tolerable)), streams, streams == 1 ? "stream" : "streams");
        return last.equals(Optional.of(report.rows().getLast()))
                ? resolved + ", the most that was tried."
                : String.format(Locale.ROOT, "%s; with more, gaps of %s ms are wrong by over %s ms.", resolved,
                        plain(gap),
                        plain(tolerable));
    }

    /** The table. */
    public String table() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "Stamps by the %s clock, in steps of %d ns. True gaps of %s ms.%n%n",
                report.clock().key(), report.clockStepNanos(), plain(report.gap().toNanos() / 1e6)));
        text.append(String.format(Locale.ROOT, ROW, "streams", "chunks/s", "TTFT err", "p99", "ITL err", "p99",
                "loop p99"));
        for (Row row : report.rows()) {
            text.append(String.format(Locale.ROOT, ROW, row.streams(),
                    String.format(Locale.ROOT, "%.0f", row.chunksPerSecond()), millis(row.ttftP50()),
                    millis(row.ttftP99()), millis(row.itlP50()), millis(row.itlP99()), millis(row.loopP99())));
        }
        text.append(String.format(Locale.ROOT,
                "%nErrors in ms, at the median and at p99, against a server on this machine.%n"));
        text.append(String.format(Locale.ROOT,
                "Flooded through %d streams it takes in %.0f chunks/s, %.2f s of CPU a million.%n%n",
                report.flood().streams(), report.flood().chunksPerSecond(), report.flood().cpuSecondsPerMillion()));
        report.rows().stream().filter(row -> row.blocked() > 0).forEach(row -> text.append(String.format(Locale.ROOT,
                "! %d streams: %d chunks left the server late because a socket was full; this row is not the client's.%n",
                row.streams(), row.blocked())));
        return text.append(sentence()).append(System.lineSeparator()).toString();
    }

    /** The report as JSON with a line end; what is not known is null. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("schema_version", "1");
            json.writeStringProperty("client_clock", report.clock().key());
            json.writeNumberProperty("clock_step_nanos", report.clockStepNanos());
            json.writeNumberProperty("gap_ms", report.gap().toNanos() / 1e6);
            json.writeArrayPropertyStart("rows");
            report.rows().forEach(row -> write(json, row));
            json.writeEndArray();
            json.writeObjectPropertyStart("flood");
            json.writeNumberProperty("streams", report.flood().streams());
            json.writeNumberProperty("chunks_per_second", report.flood().chunksPerSecond());
            json.writeNumberProperty("cpu_seconds_per_million_chunks", report.flood().cpuSecondsPerMillion());
            json.writeEndObject();
            json.writeName("resolved_streams");
            if (report.resolved().isPresent()) {
                json.writeNumber(report.resolved().get().streams());
            } else {
                json.writeNull();
            }
            number(json, "resolved_itl_ms", report.resolutionMillis());
            json.writeStringProperty("sentence", sentence());
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator json, Row row) {
        json.writeStartObject();
        json.writeNumberProperty("streams", row.streams());
        json.writeNumberProperty("requests", row.requests());
        json.writeNumberProperty("chunks_per_second", row.chunksPerSecond());
        number(json, "ttft_error_p50_ms", row.ttftP50());
        number(json, "ttft_error_p99_ms", row.ttftP99());
        number(json, "itl_error_p50_ms", row.itlP50());
        number(json, "itl_error_p99_ms", row.itlP99());
        number(json, "loop_late_p99_ms", row.loopP99());
        json.writeNumberProperty("blocked_chunks", row.blocked());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, OptionalDouble value) {
        json.writeName(name);
        if (value.isPresent()) {
            json.writeNumber(value.getAsDouble());
        } else {
            json.writeNull();
        }
    }

    private static String millis(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()) : "-";
    }

    /** With two digits that count at the least. */
    private static String plain(double millis) {
        if (millis == Math.rint(millis)) {
            return Long.toString((long) millis);
        }
        return String.format(Locale.ROOT, millis < 0.1 ? "%.3f" : "%.2f", millis);
    }
}
