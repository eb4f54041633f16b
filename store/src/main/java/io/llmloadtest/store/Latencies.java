package io.llmloadtest.store;

import io.llmloadtest.ledger.Distribution;
import io.llmloadtest.ledger.Distribution.Percentile;
import io.llmloadtest.ledger.Gaps;
import io.llmloadtest.ledger.InterTokenGaps;
import io.llmloadtest.ledger.statistics.Percentiles;
import io.llmloadtest.store.LatencyView.CensoredView;
import io.llmloadtest.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleFunction;

/** Latencies in milliseconds. A percentile that falls among censored values is a lower bound and kept apart. */
final class Latencies {

    private static final String CLIENT_ONLY = Verdict.Mark.CLIENT_ONLY.name().toLowerCase(Locale.ROOT);

    /** By name, in rising order. */
    private static final SortedMap<String, Double> PERCENTILES = new TreeMap<>(
            Map.of("p50", 0.50, "p90", 0.90, "p95", 0.95, "p99", 0.99, "p99_9", 0.999));

    private Latencies() {
    }

    static LatencyView view(Distribution values, String mark) {
        Optional<CensoredView> censored = values.censored() == 0
                ? Optional.empty()
                : Optional.of(new CensoredView(values.censored(), bounds(values)));
        return view(values.count(), values.mean(), values.min(), values.max(), values.standardDeviation(),
                values::percentile, values.percentilesWithin(), censored, mark);
    }

    static LatencyView view(Gaps gaps, String mark) {
        return view(gaps.count(), gaps.mean(), gaps.min(), gaps.max(), gaps.standardDeviation(), gaps::percentile,
                gaps.percentilesWithin(), Optional.empty(), mark);
    }

    /** Time to first output token; no server tells it, so nobody can check it. */
    static Optional<LatencyView> ttfo(Distribution values) {
        return values.count() == 0 ? Optional.empty() : Optional.of(view(values, CLIENT_ONLY));
    }

    /** What ITL lies between; empty when there is none. */
    static Optional<String> unit(InterTokenGaps gaps) {
        return gaps.itl().count() == 0
                ? Optional.empty()
                : Optional.of(gaps.unit().name().toLowerCase(Locale.ROOT));
    }

    /** Inter-chunk latency, where ITL is another. */
    static Optional<LatencyView> icl(InterTokenGaps gaps) {
        return gaps.unit() == InterTokenGaps.Unit.CHUNK || gaps.chunks().count() == 0
                ? Optional.empty()
                : Optional.of(view(gaps.chunks(), CLIENT_ONLY));
    }

    /** How far the latency can be trusted; only the client says so when nobody judged. */
    static String mark(Optional<Verdict> verdict, Verdict.Latency latency) {
        return verdict.map(said -> said.marks().getOrDefault(latency, Verdict.Mark.CLIENT_ONLY))
                .orElse(Verdict.Mark.CLIENT_ONLY).name().toLowerCase(Locale.ROOT);
    }

    /** The percentile when it is known, not only bounded. */
    static OptionalDouble millis(Optional<Percentile> percentile) {
        return percentile.filter(found -> !found.isLowerBound()).map(found -> OptionalDouble.of(millis(found.nanos())))
                .orElse(OptionalDouble.empty());
    }

    static OptionalDouble millis(OptionalDouble nanos) {
        return nanos.isPresent() ? OptionalDouble.of(millis(nanos.getAsDouble())) : nanos;
    }

    /** Milliseconds to the nanosecond. */
    private static double millis(double nanos) {
        return Math.round(nanos) / 1e6;
    }

    private static LatencyView view(long count, OptionalDouble mean, OptionalDouble min, OptionalDouble max,
            OptionalDouble deviation, DoubleFunction<Optional<Percentile>> percentile, OptionalDouble within,
            Optional<CensoredView> censored, String mark) {
        return new LatencyView(count, millis(mean), millis(min), millis(max), millis(deviation),
                millis(percentile.apply(0.50)), millis(percentile.apply(0.90)), millis(percentile.apply(0.95)),
                millis(percentile.apply(0.99)), millis(percentile.apply(0.999)), withheld(percentile), within,
                censored, mark);
    }

    private static Map<String, Long> withheld(DoubleFunction<Optional<Percentile>> percentile) {
        Map<String, Long> least = new LinkedHashMap<>();
        PERCENTILES.forEach((name, q) -> {
            if (percentile.apply(q).isEmpty()) {
                least.put(name, Percentiles.leastCount(q));
            }
        });
        return least;
    }

    private static Map<String, Double> bounds(Distribution values) {
        Map<String, Double> bounds = new LinkedHashMap<>();
        PERCENTILES.forEach((name, q) -> values.percentile(q).filter(Percentile::isLowerBound)
                .ifPresent(found -> bounds.put(name, millis(found.nanos()))));
        return bounds;
    }
}
