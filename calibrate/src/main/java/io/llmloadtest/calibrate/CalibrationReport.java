package io.llmloadtest.calibrate;

import io.llmloadtest.wire.ClientClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a machine resolves.
 *
 * @param clock whose clock stamped arrivals
 * @param clockStepNanos the smallest step of the clock, as seen by a program that asks again and again
 * @param gap the true gap between tokens that was measured
 * @param rows one for each number of streams, in the order asked for
 * @param flood what comes in when the server writes as fast as it is read
 */
public record CalibrationReport(ClientClock clock, long clockStepNanos, Duration gap, List<Row> rows, Flood flood) {

    /** What of a gap an error may be for the gap to count as resolved. */
    private static final double RESOLVED = 0.05;

    public CalibrationReport {
        rows = List.copyOf(rows);
    }

    /**
     * The errors at one number of streams, in milliseconds: how far each request's TTFT and each single gap were from the
     * server's, whichever way. A percentile is empty when there were too few of them.
     *
     * @param streams requests in flight
     * @param requests how many were measured
     * @param chunksPerSecond chunks that came in
     * @param ttftP50 median error of TTFT; the time from its being written to the server's having read it is not in it
     * @param ttftP99 its 99th percentile
     * @param itlP50 median error of a gap
     * @param itlP99 its 99th percentile
     * @param loopP99 how late the load tester says its event loop was, 99th percentile
     * @param blocked chunks that left the server later than it says, because a socket was full; above 0 the row judges nobody
     */
    public record Row(int streams, long requests, double chunksPerSecond, OptionalDouble ttftP50,
            OptionalDouble ttftP99, OptionalDouble itlP50, OptionalDouble itlP99, OptionalDouble loopP99,
            long blocked) {}

    /**
     * The most that comes in.
     *
     * @param streams requests in flight
     * @param chunksPerSecond chunks that came in; the server has its share of the processors too
     * @param cpuSecondsPerMillion processor time of this process for a million of them
     */
    public record Flood(int streams, double chunksPerSecond, double cpuSecondsPerMillion) {}

    /** The error of a gap that counts as resolved, in milliseconds. */
    public double tolerableMillis() {
        return RESOLVED * gap.toNanos() / 1e6;
    }

    /**
     * The most streams for which, and for all fewer, 99 of 100 gaps are right to a twentieth of the gap; empty when that is not
     * even so for the fewest.
     */
    public Optional<Row> resolved() {
        Optional<Row> best = Optional.empty();
        for (Row row : rows) {
            if (row.itlP99().orElse(Double.MAX_VALUE) > tolerableMillis() || row.blocked() > 0) {
                return best;
            }
            best = Optional.of(row);
        }
        return best;
    }

    /** The error that 99 of 100 gaps keep to at up to {@link #resolved()} streams, in milliseconds; empty without it. */
    public OptionalDouble resolutionMillis() {
        return resolved().map(last -> rows.subList(0, rows.indexOf(last) + 1).stream()
                .flatMapToDouble(row -> row.itlP99().stream()).max()).orElseGet(OptionalDouble::empty);
    }
}
