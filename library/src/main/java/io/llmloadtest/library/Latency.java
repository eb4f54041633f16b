package io.llmloadtest.library;

import io.llmloadtest.store.LatencyView;
import io.llmloadtest.store.StatisticsView.EstimateView;
import io.llmloadtest.store.StatisticsView.SpreadView;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One latency of a level, over the requests that ended well. A value that too few requests tell, or that falls among requests
 * that timed out, is not there: {@link #fewestFor} and {@link #atLeast} say why. Failed requests have no latency.
 */
public final class Latency {

    private final LatencyView view;
    private final Optional<SpreadView> spread;

    Latency(LatencyView view, Optional<SpreadView> spread) {
        this.view = view;
        this.spread = spread;
    }

    /** How many values there are. */
    public long count() {
        return view.count();
    }

    /** The value, when it is known. */
    public Optional<Duration> value(Statistic statistic) {
        return duration(millis(statistic));
    }

    /** The same in milliseconds. */
    public OptionalDouble millis(Statistic statistic) {
        return switch (statistic) {
            case MEAN -> view.mean();
            case MIN -> view.min();
            case MAX -> view.max();
            case P50 -> view.p50();
            case P90 -> view.p90();
            case P95 -> view.p95();
            case P99 -> view.p99();
            case P99_9 -> view.p999();
        };
    }

    /** The mean. */
    public Optional<Duration> mean() {
        return value(Statistic.MEAN);
    }

    /** The median. */
    public Optional<Duration> p50() {
        return value(Statistic.P50);
    }

    /** The 90th percentile. */
    public Optional<Duration> p90() {
        return value(Statistic.P90);
    }

    /** The 95th percentile; takes 72 values. */
    public Optional<Duration> p95() {
        return value(Statistic.P95);
    }

    /** The 99th percentile; takes 368 values. */
    public Optional<Duration> p99() {
        return value(Statistic.P99);
    }

    /** The largest. */
    public Optional<Duration> max() {
        return value(Statistic.MAX);
    }

    /** The 95 % interval of a mean or a percentile within this run, where there is enough to tell. */
    public Optional<Interval> interval(Statistic statistic) {
        return spread.flatMap(known -> estimate(known, statistic)).flatMap(estimate -> duration(estimate.low())
                .flatMap(low -> duration(estimate.high()).map(high -> new Interval(low, high))));
    }

    /**
     * How far a percentile may be from the true one, as a share of it; empty where percentiles are exact, which they are up to
     * 65,536 values.
     */
    public OptionalDouble percentilesWithin() {
        return view.percentilesWithin();
    }

    /** How many requests timed out, whose latency is only known to be larger than their time-out. */
    public long timedOut() {
        return view.censored().map(LatencyView.CensoredView::count).orElse(0L);
    }

    /** What a percentile is larger than, where it falls among requests that timed out. */
    public Optional<Duration> atLeast(Statistic statistic) {
        return view.censored().flatMap(censored -> Optional.ofNullable(censored.atLeast().get(statistic.key())))
                .map(Latency::ofMillis);
    }

    /** How many values a percentile takes, where there are fewer. */
    public OptionalLong fewestFor(Statistic statistic) {
        Long fewest = view.withheld().get(statistic.key());
        return fewest == null ? OptionalLong.empty() : OptionalLong.of(fewest);
    }

    private static Optional<EstimateView> estimate(SpreadView known, Statistic statistic) {
        return switch (statistic) {
            case MEAN -> Optional.of(known.mean());
            case P50 -> Optional.of(known.p50());
            case P90 -> Optional.of(known.p90());
            case P95 -> Optional.of(known.p95());
            case P99 -> Optional.of(known.p99());
            case P99_9 -> Optional.of(known.p999());
            case MIN, MAX -> Optional.empty();
        };
    }

    private static Optional<Duration> duration(OptionalDouble millis) {
        return millis.isPresent() ? Optional.of(ofMillis(millis.getAsDouble())) : Optional.empty();
    }

    private static Duration ofMillis(double millis) {
        return Duration.ofNanos(Math.round(millis * 1e6));
    }
}
