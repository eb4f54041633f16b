package io.llmloadtest.benchmarks.client;

import io.llmloadtest.calibrate.Cell;
import io.llmloadtest.calibrate.Comparison;
import io.llmloadtest.ledger.Distribution;
import io.llmloadtest.ledger.Gaps;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.InstrumentError;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The rows of the bench's tables, in Markdown. What is not known is a dash. */
final class Rows {

    static final String PACED_HEAD = """
            | streams | clock | requests | chunks/s | TTFT ms: true | +mean | +p99 | request path | ITL ms: true p50 | p99 | +p50 | +p99 | stamp late us: p50 | p90 | p99 | max | loop late us: mean | CPU s/M | with start | floor | ratio | RSS MB |
            |---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
            """;
    static final String FLOOD_HEAD = """
            | streams | clock | chunks/s | CPU s/M | with start | floor | ratio | RSS MB |
            |---|---|--:|--:|--:|--:|--:|--:|
            """;

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_MICRO = 1e3;

    private Rows() {
    }

    /** The row of the level, as the product would report it, and one with the first wave in it. */
    static String paced(ClientOptions options, Comparison level, Comparison all, Cell.Cost cost) {
        String late = cost.loopLate().map(InstrumentError::meanNanos)
                .map(nanos -> decimals(1, OptionalDouble.of(nanos / NANOS_PER_MICRO))).orElse("-");
        return row(Integer.toString(options.cell().streams()), options.cell().clock().key(), requests(level),
                perSecond(cost),
                errors(level), late,
                costs(options, cost))
                + row(options.cell().streams() + " and wave 0", options.cell().clock().key(), requests(all), "",
                        errors(all), "",
                        "| | | | ");
    }

    private static String requests(Comparison some) {
        return Long.toString(some.reported().completed());
    }

    /** The row of a level against a server in flood mode. */
    static String flood(ClientOptions options, Cell.Cost cost) {
        return row(Integer.toString(options.cell().streams()), options.cell().clock().key(), perSecond(cost),
                costs(options, cost));
    }

    private static String row(String... columns) {
        return "| " + String.join(" | ", columns) + " |\n";
    }

    private static String costs(ClientOptions options, Cell.Cost cost) {
        OptionalDouble floor = options.floorCpu();
        OptionalDouble ratio = floor.isPresent()
                ? OptionalDouble.of(cost.cpuPerMillion() / floor.getAsDouble())
                : floor;
        return String.join(" | ", decimals(2, OptionalDouble.of(cost.cpuPerMillion())),
                decimals(2, OptionalDouble.of(cost.cpuPerMillionWithStart())), decimals(2, floor), decimals(2, ratio),
                megabytes(cost.after().peakBytes()));
    }

    private static String megabytes(OptionalLong bytes) {
        return bytes.isPresent() ? Long.toString(bytes.getAsLong() >> 20) : "-";
    }

    private static String perSecond(Cell.Cost cost) {
        return decimals(0, OptionalDouble.of(cost.chunksPerSecond()));
    }

    private static String errors(Comparison some) {
        Tally reported = some.reported();
        return String.join(" | ",
                millis(some.trueTtft().mean()),
                millis(difference(reported.ttft().mean(), some.trueTtft().mean())),
                millis(difference(at(reported.ttft(), 0.99), at(some.trueTtft(), 0.99))),
                millis(some.requestPath().mean()),
                millis(at(some.trueItl(), 0.5)),
                millis(at(some.trueItl(), 0.99)),
                millis(difference(at(reported.itl(), 0.5), at(some.trueItl(), 0.5))),
                millis(difference(at(reported.itl(), 0.99), at(some.trueItl(), 0.99))),
                micros(at(some.lateness(), 0.5)),
                micros(at(some.lateness(), 0.9)),
                micros(at(some.lateness(), 0.99)),
                micros(some.lateness().max()));
    }

    private static OptionalDouble difference(OptionalDouble reported, OptionalDouble truth) {
        return reported.isPresent() && truth.isPresent()
                ? OptionalDouble.of(reported.getAsDouble() - truth.getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble at(Distribution distribution, double q) {
        return nanos(distribution.percentile(q));
    }

    private static OptionalDouble at(Gaps gaps, double q) {
        return nanos(gaps.percentile(q));
    }

    private static OptionalDouble nanos(Optional<Distribution.Percentile> percentile) {
        return percentile.isPresent() ? OptionalDouble.of(percentile.get().nanos()) : OptionalDouble.empty();
    }

    private static String millis(OptionalDouble nanos) {
        return scaled(3, nanos, NANOS_PER_MILLI);
    }

    private static String micros(OptionalDouble nanos) {
        return scaled(0, nanos, NANOS_PER_MICRO);
    }

    private static String scaled(int decimals, OptionalDouble nanos, double unit) {
        return decimals(decimals, nanos.isPresent() ? OptionalDouble.of(nanos.getAsDouble() / unit) : nanos);
    }

    private static String decimals(int count, OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%." + count + "f", value.getAsDouble()) : "-";
    }
}
