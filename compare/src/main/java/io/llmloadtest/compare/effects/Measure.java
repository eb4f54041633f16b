package io.llmloadtest.compare.effects;

import io.llmloadtest.store.LatencyView;
import io.llmloadtest.store.LevelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A number of a level that two sides have.
 *
 * @param key its name, such as {@code ttft.p95}
 * @param unit what it is counted in
 * @param better whether it is better high or low
 * @param of where it stands in a result; empty where it was not measured
 */
public record Measure(String key, Unit unit, Better better, Function<LevelView, OptionalDouble> of) {

    private static final List<String> USUAL = List.of("throughput", "ttft.mean", "ttft.p95", "tpot.mean", "e2e.p95",
            "error_rate");
    private static final List<Measure> ALL = all();

    /** What a measure is counted in. */
    public enum Unit {
        MS, TOKENS_PER_SECOND, REQUESTS_PER_SECOND, SHARE;

        /** Its name in documents. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which way is better. */
    public enum Better {
        HIGHER, LOWER;

        /** Its name in documents. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Every measure there is. */
    public static List<Measure> everyOne() {
        return ALL;
    }

    /** Those that are compared when nobody says which. */
    public static List<Measure> usual() {
        return USUAL.stream().map(Measure::named).flatMap(Optional::stream).toList();
    }

    /** The measure of that name; empty when there is none. */
    public static Optional<Measure> named(String key) {
        return ALL.stream().filter(measure -> measure.key.equals(key)).findFirst();
    }

    /** On which scale its sides are set against each other. */
    public Scale scale() {
        return unit == Unit.SHARE ? Scale.POINTS : Scale.RATIO;
    }

    /** The value in a level. What has no place on the scale, such as a time of 0, was not measured. */
    public OptionalDouble in(LevelView level) {
        OptionalDouble value = of.apply(level);
        boolean usable = value.isPresent() && Double.isFinite(value.getAsDouble())
                && (scale() == Scale.POINTS || value.getAsDouble() > 0);
        return usable ? value : OptionalDouble.empty();
    }

    /** A gap on the scale, turned so that above 0 is worse. */
    double worsening(double gap) {
        return better == Better.LOWER ? gap : -gap;
    }

    private static List<Measure> all() {
        List<Measure> all = new ArrayList<>();
        all.add(new Measure("throughput", Unit.TOKENS_PER_SECOND, Better.HIGHER, LevelView::throughputTokensPerSec));
        all.add(new Measure("request_rate", Unit.REQUESTS_PER_SECOND, Better.HIGHER, LevelView::requestRatePerSec));
        all.add(new Measure("goodput", Unit.SHARE, Better.HIGHER, Measure::goodput));
        latency("ttft", LevelView::ttftMs).forEach(all::add);
        latency("tpot", LevelView::tpotMs).forEach(all::add);
        latency("itl", LevelView::itlMs).forEach(all::add);
        latency("e2e", LevelView::e2eLatencyMs).forEach(all::add);
        all.add(new Measure("error_rate", Unit.SHARE, Better.LOWER, Measure::errors));
        return List.copyOf(all);
    }

    private static Stream<Measure> latency(String name, Function<LevelView, LatencyView> latency) {
        return Stream.of(new Measure(name + ".mean", Unit.MS, Better.LOWER, latency.andThen(LatencyView::mean)),
                new Measure(name + ".p50", Unit.MS, Better.LOWER, latency.andThen(LatencyView::p50)),
                new Measure(name + ".p95", Unit.MS, Better.LOWER, latency.andThen(LatencyView::p95)),
                new Measure(name + ".p99", Unit.MS, Better.LOWER, latency.andThen(LatencyView::p99)));
    }

    /** Without limits every request would be good, which says nothing. */
    private static OptionalDouble goodput(LevelView level) {
        return level.goodput().thresholds().isEmpty() ? OptionalDouble.empty() : level.goodput().fraction();
    }

    private static OptionalDouble errors(LevelView level) {
        return level.totalRequests() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) level.failedRequests() / level.totalRequests());
    }
}
