package io.llmloadtest.verdict.rows;

import io.llmloadtest.evidence.metrics.HistogramDelta;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import io.llmloadtest.verdict.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;

/** Means of both sides in milliseconds, and whether both are of the same things. */
final class Means {

    private Means() {
    }

    /** The mean of what a histogram of seconds saw. */
    static Reading of(HistogramDelta delta) {
        return ofSeconds(delta.mean());
    }

    static Reading ofSeconds(Reading seconds) {
        return seconds.map(value -> value * 1e3);
    }

    /** A mean in nanoseconds; absent when there was nothing to take it of. */
    static Reading ofNanos(OptionalDouble nanos) {
        return nanos.isPresent() ? Reading.of(nanos.getAsDouble() / 1e6) : Reading.absent(Why.NO_SAMPLES);
    }

    static double of(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    /** Whether the histogram saw exactly that many. */
    static boolean isCount(HistogramDelta delta, double count) {
        OptionalDouble known = delta.count().known();
        return known.isPresent() && Math.abs(known.getAsDouble() - count) < 0.5;
    }

    /** The two sides timed different things; both counts and both means are said. */
    static Reason apart(Why why, long samples, Reading client, HistogramDelta theirs) {
        return new Reason.NotCompared(why,
                Map.of("client_count", Long.toString(samples), "client_ms", Reasons.text(client), "server_count",
                        Reasons.text(theirs.count()), "server_ms", Reasons.text(of(theirs))));
    }
}
