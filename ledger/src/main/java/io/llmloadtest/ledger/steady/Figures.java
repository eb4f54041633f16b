package io.llmloadtest.ledger.steady;

import io.llmloadtest.ledger.Course;
import io.llmloadtest.ledger.Course.Latency;
import io.llmloadtest.ledger.Distribution;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.ledger.Timeline;
import io.llmloadtest.ledger.statistics.BlockBootstrap;
import io.llmloadtest.ledger.statistics.Estimate;
import io.llmloadtest.ledger.statistics.Means;
import io.llmloadtest.model.Window;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The figures of a stretch of a level, each with its interval within this one run: how far it would move if the same run
 * had gone on for as long again. What another run would give is not in it.
 *
 * @param window the stretch
 * @param requests requests sent in it
 * @param tokensPerSecond output tokens that arrived in it; of a whole level those of completed requests, of a part all
 * @param requestsPerSecond requests that ended well in it
 * @param latencies of the requests sent in it, in nanoseconds; only those with a value
 * @param every of how many requests that follow each other one is looked at for the latencies and all intervals of them: 1 in
 *     a level of no more than {@link Course#MOST}
 */
public record Figures(Window window, long requests, Optional<Estimate> tokensPerSecond,
        Optional<Estimate> requestsPerSecond, Map<Latency, Spread> latencies, int every) {

    /** The percentiles that are estimated. */
    private static final double[] PERCENTILES = {0.50, 0.90, 0.95, 0.99, 0.999};

    /**
     * One latency of a stretch.
     *
     * @param mean of the known values
     * @param percentiles by their share, such as 0.99; those that are told by as many values as there are
     */
    public record Spread(Estimate mean, SortedMap<Double, Estimate> percentiles) {}

    /** The same with the throughput as it is published of a whole level: that of completed requests only. */
    Figures withThroughput(double perSecond) {
        return new Figures(window, requests,
                tokensPerSecond.map(estimate -> estimate.movedTo(perSecond).notNegative()), requestsPerSecond,
                latencies, every);
    }

    /** The same with what is known of all requests of the level, where only some of them were looked at one by one. */
    Figures holding(Tally all) {
        Map<Latency, Spread> known = new EnumMap<>(Latency.class);
        latencies.forEach((latency, spread) -> known.put(latency, holding(spread, switch (latency) {
            case TTFT -> all.ttft();
            case TPOT -> all.tpot();
            case E2E -> all.e2e();
        })));
        double perSecond = all.completed() / window.seconds();
        return new Figures(window, all.sent(), tokensPerSecond,
                requestsPerSecond.map(estimate -> estimate.movedTo(perSecond).notNegative()), known, every);
    }

    private static Spread holding(Spread spread, Distribution all) {
        SortedMap<Double, Estimate> percentiles = new TreeMap<>();
        spread.percentiles().forEach((q, estimate) -> all.percentile(q).filter(told -> !told.isLowerBound())
                .ifPresent(told -> percentiles.put(q, estimate.holding(told.nanos()))));
        return new Spread(all.mean().isPresent() ? spread.mean().holding(all.mean().getAsDouble()) : spread.mean(),
                percentiles);
    }

    /** The figures of the requests {@code inside}, which were sent in {@code window}; {@code all} are the level's. */
    static Figures of(Course inside, Course all, Timeline timeline, Window window) {
        Map<Latency, Spread> latencies = new EnumMap<>(Latency.class);
        for (Latency latency : Latency.values()) {
            Means.ofSequence(inside.nanos(latency)).map(Estimate::notNegative)
                    .ifPresent(mean -> latencies.put(latency, new Spread(mean, percentiles(inside, latency))));
        }
        return all.isWhole()
                ? new Figures(window, inside.size(), rate(window, timeline::outputTokens),
                        rate(window, slice -> (double) all.completedIn(slice)), latencies, 1)
                : new Figures(window, Math.round(timeline.sent(window)), rate(window, timeline::outputTokens),
                        rate(window, timeline::completed), latencies, all.every());
    }

    private static SortedMap<Double, Estimate> percentiles(Course course, Latency latency) {
        double[] values = course.nanosOrLarger(latency);
        BlockBootstrap bootstrap = new BlockBootstrap(values);
        SortedMap<Double, Estimate> found = new TreeMap<>();
        for (double q : PERCENTILES) {
            bootstrap.percentile(q)
                    .ifPresent(value -> found.put(q, new Estimate(value, bootstrap.interval(q))));
        }
        return found;
    }

    /** Per second, with an interval from slices of the window that follow each other. */
    private static Optional<Estimate> rate(Window window, ToDoubleFunction<Window> amount) {
        if (window.nanos() == 0) {
            return Optional.empty();
        }
        double[] perSecond = Slices.of(window, Slices.FOR_INTERVALS).stream()
                .mapToDouble(slice -> amount.applyAsDouble(slice) / slice.seconds()).toArray();
        double mean = amount.applyAsDouble(window) / window.seconds();
        return Optional.of(
                new Estimate(mean, Means.ofIndependent(perSecond).flatMap(slices -> slices.movedTo(mean).interval()))
                        .notNegative());
    }
}
