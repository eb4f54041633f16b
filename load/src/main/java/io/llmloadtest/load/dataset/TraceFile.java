package io.llmloadtest.load.dataset;

import io.llmloadtest.load.plan.Arrival;
import io.llmloadtest.load.plan.LengthRule;
import io.llmloadtest.load.plan.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads a trace of requests, line by line: what Mooncake publishes (JSONL, times in milliseconds), BurstGPT (CSV, times in
 * seconds), Azure (CSV, times of day), and files like them. The first request's time becomes 0. A request of which the trace
 * says that its prompt or its answer had 0 tokens failed where it was recorded; it is passed over, as {@code vllm bench serve}
 * does (0.32.0).
 */
public final class TraceFile {

    private static final int MOST_ROWS = 5_000_000;
    private static final int LONGEST_LINE = 1 << 20;

    private final UserFile file;
    private final Trace.Collector trace;
    private long first;
    private long last = Long.MIN_VALUE;

    private TraceFile(UserFile file) {
        this.file = file;
        this.trace = Trace.collect(String.valueOf(file.path().getFileName()));
    }

    /**
     * Reads a file.
     *
     * @throws io.llmloadtest.load.plan.IllegalPlanException when it cannot be read, has a line that is no request or goes
     *     back in time, has more than five million requests, or none
     */
    public static Trace read(Path path) {
        return new TraceFile(new UserFile("--trace", path)).read();
    }

    private Trace read() {
        try (LineSource lines = new LineSource(file, file.open(), LONGEST_LINE)) {
            Optional<String> line = lines.next();
            TraceForm form = TraceForm.of(line.orElse("")).orElseThrow(() -> file.mistake(
                    "give JSON lines with timestamp, or CSV with a first line of names, Timestamp among them"));
            if (form instanceof TraceForm.Table) {
                line = lines.next();
            }
            while (line.isPresent()) {
                add(form, line.get(), lines.number());
                line = lines.next();
            }
        }
        if (trace.size() == 0) {
            throw file.mistake("give a trace with at least one request that has an answer");
        }
        return trace.done();
    }

    private void add(TraceForm form, String line, long number) {
        String place = "line " + number;
        TraceForm.Row row = form.row(line).orElseThrow(() -> file.mistake(place, form.expected(), line));
        if (row.nanos() < last) {
            throw file.mistake(place, "a time that is not before the one above", line);
        }
        last = row.nanos();
        if (row.failed()) {
            return;
        }
        if (trace.size() == MOST_ROWS) {
            throw file.mistake("give a trace of at most " + MOST_ROWS + " requests");
        }
        first = trace.size() == 0 ? row.nanos() : first;
        trace.add(new Arrival(Duration.ofNanos(row.nanos() - first), known(row.input()), known(row.output())));
    }

    private static OptionalInt known(OptionalInt tokens) {
        return tokens.isPresent() ? OptionalInt.of(Math.min(tokens.getAsInt(), LengthRule.MOST_TOKENS)) : tokens;
    }
}
