package io.llmloadtest.cli;

import io.llmloadtest.calibrate.CalibrationReport;
import io.llmloadtest.calibrate.CalibrationReport.Row;
import io.llmloadtest.report.Columns;
import io.llmloadtest.text.ConsoleBook;
import io.llmloadtest.text.Line;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a machine resolves, for people and for programs.
 *
 * @param report what is told
 * @param book the words for people; programs read English
 */
record CalibrationText(CalibrationReport report, ConsoleBook book) {

    private static final int FIRST_WIDTH = 8;
    private static final int WIDTH = 11;

    /** What the machine resolves, in one sentence. */
    String sentence() {
        return sentence(book);
    }

    private String sentence(ConsoleBook words) {
        Optional<Row> last = report.resolved();
        double tolerable = report.tolerableMillis();
        Map<String, String> values = Map.of("tolerable", plain(tolerable), "gap", plain(gapMillis()), "resolved",
                plain(report.resolutionMillis().orElse(tolerable)), "streams",
                last.map(row -> Integer.toString(row.streams())).orElse(""));
        if (last.isEmpty()) {
            return words.say(Line.CALIBRATE_NOT_RESOLVED, values);
        }
        return words.say(last.equals(Optional.of(report.rows().getLast()))
                ? Line.CALIBRATE_RESOLVED_ALL
                : Line.CALIBRATE_RESOLVED, values);
    }

    /** The table. */
    String table() {
        StringBuilder text = new StringBuilder();
        line(text, book.say(Line.CALIBRATE_HEAD, Map.of("clock", report.clock().key(), "step",
                Long.toString(report.clockStepNanos()), "priority", report.urgency().key(), "gap",
                plain(gapMillis()))));
        line(text, "");
        line(text, row(List.of(book.say(Line.CALIBRATE_STREAMS), book.say(Line.CALIBRATE_CHUNKS),
                book.say(Line.CALIBRATE_TTFT_ERROR), "p99", book.say(Line.CALIBRATE_ITL_ERROR), "p99",
                book.say(Line.CALIBRATE_LOOP))));
        for (Row row : report.rows()) {
            line(text, row(List.of(Integer.toString(row.streams()), whole(row.chunksPerSecond()), millis(row.ttftP50()),
                    millis(row.ttftP99()), millis(row.itlP50()), millis(row.itlP99()), millis(row.loopP99()))));
        }
        line(text, "");
        line(text, book.say(Line.CALIBRATE_UNITS));
        line(text, book.say(Line.CALIBRATE_FLOOD, Map.of("streams", Integer.toString(report.flood().streams()),
                "chunks", whole(report.flood().chunksPerSecond()), "cpu",
                String.format(Locale.ROOT, "%.2f", report.flood().cpuSecondsPerMillion()))));
        line(text, "");
        report.rows().stream().filter(row -> row.blocked() > 0).forEach(row -> line(text,
                book.say(Line.CALIBRATE_BLOCKED, Map.of("streams", Integer.toString(row.streams()), "chunks",
                        Long.toString(row.blocked())))));
        line(text, sentence());
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }

    private static String row(List<String> cells) {
        return Columns.right(cells.getFirst(), FIRST_WIDTH) + cells.stream().skip(1)
                .map(cell -> Columns.right(cell, WIDTH)).collect(Collectors.joining());
    }

    private double gapMillis() {
        return report.gap().toNanos() / 1e6;
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    /** The report as JSON with a line end; what is not known is null. */
    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("schema_version", "1");
            json.writeStringProperty("client_clock", report.clock().key());
            json.writeStringProperty("client_priority", report.urgency().key());
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
            json.writeStringProperty("sentence", sentence(ConsoleBook.of(Locale.ENGLISH)));
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
