package io.llmloadtest.store;

import io.llmloadtest.ledger.Course.Latency;
import io.llmloadtest.ledger.statistics.BlockBootstrap;
import io.llmloadtest.ledger.statistics.Estimate;
import io.llmloadtest.ledger.statistics.Interval;
import io.llmloadtest.ledger.steady.Figures;
import io.llmloadtest.ledger.steady.LevelCourse;
import io.llmloadtest.ledger.steady.SteadyState;
import io.llmloadtest.store.LevelView.WindowView;
import io.llmloadtest.store.StatisticsView.EstimateView;
import io.llmloadtest.store.StatisticsView.FiguresView;
import io.llmloadtest.store.StatisticsView.MethodView;
import io.llmloadtest.store.StatisticsView.SpreadView;
import io.llmloadtest.store.StatisticsView.SteadyView;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The published form of a level's course. Times in milliseconds, rates per second. */
final class Statistics {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final MethodView METHOD = new MethodView(Interval.CONFIDENCE, "batch_means",
            "block_bootstrap", BlockBootstrap.SEED, BlockBootstrap.REPLICATES);

    private Statistics() {
    }

    static StatisticsView view(int level, LevelCourse course, Repetition repetition) {
        return new StatisticsView(repetition.settingOf(level), repetition.repeatOf(level), METHOD,
                course.whole().map(Statistics::figures), steady(course.steady()));
    }

    private static SteadyView steady(SteadyState state) {
        return switch (state) {
            case SteadyState.Found(var reason, Figures figures) ->
                new SteadyView(true, key(reason), Optional.of(figures(figures)));
            case SteadyState.Missing(var obstacle) -> new SteadyView(false, key(obstacle), Optional.empty());
        };
    }

    private static String key(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT);
    }

    private static FiguresView figures(Figures figures) {
        return new FiguresView(
                new WindowView(figures.window().from().nanos() / 1e9, figures.window().to().nanos() / 1e9),
                figures.requests(), estimate(figures.tokensPerSecond(), 1), estimate(figures.requestsPerSecond(), 1),
                spread(figures, Latency.TTFT), spread(figures, Latency.TPOT), spread(figures, Latency.E2E),
                figures.every() == 1 ? OptionalInt.empty() : OptionalInt.of(figures.every()));
    }

    private static SpreadView spread(Figures figures, Latency latency) {
        Optional<Figures.Spread> spread = Optional.ofNullable(figures.latencies().get(latency));
        return new SpreadView(estimate(spread.map(Figures.Spread::mean), NANOS_PER_MILLI), percentile(spread, 0.50),
                percentile(spread, 0.90), percentile(spread, 0.95), percentile(spread, 0.99),
                percentile(spread, 0.999));
    }

    private static EstimateView percentile(Optional<Figures.Spread> spread, double q) {
        return estimate(spread.flatMap(known -> Optional.ofNullable(known.percentiles().get(q))), NANOS_PER_MILLI);
    }

    private static EstimateView estimate(Optional<Estimate> estimate, double unit) {
        Optional<Interval> interval = estimate.flatMap(Estimate::interval);
        return new EstimateView(number(estimate.map(Estimate::value), unit),
                number(interval.map(Interval::low), unit), number(interval.map(Interval::high), unit));
    }

    /** With six digits after the point, which is a nanosecond of a millisecond. */
    private static OptionalDouble number(Optional<Double> value, double unit) {
        return value.isPresent()
                ? OptionalDouble.of(Math.round(value.get() / unit * 1e6) / 1e6)
                : OptionalDouble.empty();
    }
}
