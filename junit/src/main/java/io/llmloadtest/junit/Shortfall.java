package io.llmloadtest.junit;

import io.llmloadtest.library.Interval;
import io.llmloadtest.library.Latency;
import io.llmloadtest.library.LatencyKind;
import io.llmloadtest.library.Level;
import io.llmloadtest.library.Statistic;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a level is short of, in words; empty when it is not. A number that is not known is always short. */
final class Shortfall {

    private Shortfall() {
    }

    static Optional<String> ofErrors(Level level, double most) {
        OptionalDouble rate = level.errorRate();
        if (rate.isEmpty()) {
            return Optional.of("expected requests, but none was sent");
        }
        return rate.getAsDouble() <= most
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT,
                        "expected at most %s %% of the requests to fail, but %d of %d did: %s", plain(100 * most),
                        level.failed(), level.requests(), level.errors()));
    }

    static Optional<String> ofRate(String what, OptionalDouble rate, double least) {
        if (rate.isEmpty()) {
            return Optional.of("expected more than " + plain(least) + " " + what + ", but nothing was measured");
        }
        return rate.getAsDouble() > least
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "expected more than %s %s, but there were %.1f", plain(least),
                        what, rate.getAsDouble()));
    }

    static Optional<String> ofLatency(Level level, LatencyKind kind, Statistic statistic, Duration limit) {
        Latency latency = level.latency(kind);
        Optional<Duration> value = latency.value(statistic);
        String expected = "expected " + kind + " " + statistic.key().replace('_', '.') + " below " + millis(limit)
                + ", but ";
        if (value.isEmpty()) {
            return Optional.of(expected + unknown(latency, statistic));
        }
        if (value.get().compareTo(limit) >= 0) {
            return Optional.of(expected + "it was " + millis(value.get())
                    + latency.interval(statistic).map(Shortfall::words).orElse(""));
        }
        boolean wholeTruth = latency.timedOut() == 0 || !(statistic == Statistic.MEAN || statistic == Statistic.MAX);
        return wholeTruth
                ? Optional.empty()
                : Optional.of(expected + "it is only known to be more than " + millis(value.get()) + ": "
                        + latency.timedOut() + " requests timed out");
    }

    private static String unknown(Latency latency, Statistic statistic) {
        Optional<Duration> bound = latency.atLeast(statistic);
        if (bound.isPresent()) {
            return "it falls among the " + latency.timedOut() + " requests that timed out: more than "
                    + millis(bound.get());
        }
        return latency.fewestFor(statistic).isPresent()
                ? "there are " + latency.count() + " values, and it takes " + latency.fewestFor(statistic).getAsLong()
                : "it was not measured (" + latency.count() + " values)";
    }

    private static String words(Interval interval) {
        return " (95 % interval " + millis(interval.low()) + " to " + millis(interval.high()) + ")";
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }

    private static String plain(double number) {
        double rounded = Math.round(number * 1e6) / 1e6;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }
}
