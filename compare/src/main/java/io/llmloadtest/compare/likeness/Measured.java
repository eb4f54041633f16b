package io.llmloadtest.compare.likeness;

import io.llmloadtest.compare.runs.ComparedRun;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ValidationView;
import io.llmloadtest.store.ValidationView.DeltaView;
import io.llmloadtest.store.ValidationView.ServerMetricsView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of the load itself: plans may be alike while what was sent and found is not.
 *
 * @param aspect to which it belongs
 * @param name what it is called
 * @param of its value in a run; empty where it is not known
 * @param areFar whether two values lie too far apart
 */
record Measured(Aspect aspect, String name, Function<ComparedRun, OptionalDouble> of,
        BiPredicate<Double, Double> areFar) {

    private static final double FAR = 0.05;

    /** Everything that is measured: tokens in and out, what was found in the cache, the way there and back. */
    static List<Measured> all() {
        return List.of(
                new Measured(Aspect.LENGTHS, "input tokens per request",
                        run -> perRequest(run, LevelView::totalInputTokens), Measured::areFarByShare),
                new Measured(Aspect.LENGTHS, "output tokens per request",
                        run -> perRequest(run, LevelView::totalOutputTokens), Measured::areFarByShare),
                new Measured(Aspect.CACHE, "prefix cache hits", Measured::cacheHits,
                        (one, other) -> Math.abs(one - other) > 0.10),
                new Measured(Aspect.NETWORK_PATH, "round trip ms", Measured::roundTrip,
                        (one, other) -> Math.abs(one - other) > 1
                                && Math.max(one, other) > 2 * Math.min(one, other)));
    }

    /** The difference, when the sides' means lie far apart; empty when they do not, or one is not known. */
    Optional<Difference> between(List<ComparedRun> baseline, List<ComparedRun> candidate) {
        OptionalDouble one = mean(baseline);
        OptionalDouble other = mean(candidate);
        return one.isPresent() && other.isPresent() && areFar.test(one.getAsDouble(), other.getAsDouble())
                ? Optional.of(new Difference(aspect, name, List.of(text(one.getAsDouble())),
                        List.of(text(other.getAsDouble()))))
                : Optional.empty();
    }

    private OptionalDouble mean(List<ComparedRun> runs) {
        return runs.stream().map(of).flatMapToDouble(OptionalDouble::stream).average();
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static boolean areFarByShare(double one, double other) {
        return Math.abs(one - other) > FAR * Math.max(one, other);
    }

    private static OptionalDouble perRequest(ComparedRun run, ToDoubleFunction<LevelView> tokens) {
        double requests = run.levels().stream().mapToLong(LevelView::successfulRequests).sum();
        return requests == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(run.levels().stream().mapToDouble(tokens).sum() / requests);
    }

    private static OptionalDouble cacheHits(ComparedRun run) {
        double asked = sum(run, DeltaView::prefixCacheQueriedTokens);
        return asked > 0
                ? OptionalDouble.of(sum(run, DeltaView::prefixCacheHitTokens) / asked)
                : OptionalDouble.empty();
    }

    private static double sum(ComparedRun run, Function<DeltaView, OptionalDouble> of) {
        return run.levels().stream().map(LevelView::validation).flatMap(Optional::stream)
                .map(ValidationView::serverMetrics).flatMap(Optional::stream).map(ServerMetricsView::delta).map(of)
                .flatMapToDouble(OptionalDouble::stream).sum();
    }

    private static OptionalDouble roundTrip(ComparedRun run) {
        return run.result().plan().get("round_trip_ms") instanceof Number millis
                ? OptionalDouble.of(millis.doubleValue())
                : OptionalDouble.empty();
    }
}
