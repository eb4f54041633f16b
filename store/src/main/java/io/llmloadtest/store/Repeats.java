package io.llmloadtest.store;

import io.llmloadtest.ledger.statistics.Estimate;
import io.llmloadtest.ledger.statistics.Interval;
import io.llmloadtest.ledger.statistics.Means;
import io.llmloadtest.ledger.steady.LevelCourse;
import io.llmloadtest.store.RepeatedView.BetweenView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** What the repeats of each setting have in common, and how far they differ: of the numbers as they are published. */
final class Repeats {

    private static final Map<String, Function<LevelView, OptionalDouble>> MEASURES = measures();

    private Repeats() {
    }

    /** One entry for each setting; none when nothing is repeated. */
    static List<RepeatedView> of(List<LevelView> levels, List<LevelOutcome> outcomes, Repetition repetition) {
        if (!repetition.isAsked()) {
            return List.of();
        }
        Map<Integer, List<LevelView>> settings = new TreeMap<>();
        levels.forEach(level -> settings.computeIfAbsent(repetition.settingOf(level.level()), _ -> new ArrayList<>())
                .add(level));
        return settings.entrySet().stream().map(entry -> setting(entry.getKey(), entry.getValue(), outcomes)).toList();
    }

    private static RepeatedView setting(int setting, List<LevelView> levels, List<LevelOutcome> outcomes) {
        List<LevelView> whole = levels.stream()
                .filter(level -> !outcomes.get(level.level()).course().map(LevelCourse::interrupted).orElse(false))
                .toList();
        Map<String, BetweenView> measures = new LinkedHashMap<>();
        MEASURES.forEach((name, measure) -> between(whole.stream().map(measure)
                .flatMapToDouble(OptionalDouble::stream).toArray()).ifPresent(view -> measures.put(name, view)));
        return new RepeatedView(setting, levels.stream().map(LevelView::level).toList(),
                levels.stream().filter(level -> !whole.contains(level)).map(LevelView::level).toList(), measures);
    }

    private static Optional<BetweenView> between(double[] values) {
        return Means.ofIndependent(values).map(Estimate::notNegative).map(mean -> {
            Optional<Interval> interval = mean.interval();
            return new BetweenView(values.length, mean.value(), end(interval.map(Interval::low)),
                    end(interval.map(Interval::high)), end(interval.map(_ -> Means.deviation(values))),
                    DoubleStream.of(values).min().orElseThrow(), DoubleStream.of(values).max().orElseThrow());
        });
    }

    private static OptionalDouble end(Optional<Double> value) {
        return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
    }

    private static Map<String, Function<LevelView, OptionalDouble>> measures() {
        Map<String, Function<LevelView, OptionalDouble>> measures = new LinkedHashMap<>();
        measures.put("throughput_tokens_per_sec", LevelView::throughputTokensPerSec);
        measures.put("request_rate_per_sec", LevelView::requestRatePerSec);
        latency(measures, "ttft_ms", LevelView::ttftMs);
        latency(measures, "tpot_ms", LevelView::tpotMs);
        latency(measures, "e2e_latency_ms", LevelView::e2eLatencyMs);
        return measures;
    }

    private static void latency(Map<String, Function<LevelView, OptionalDouble>> measures, String name,
            Function<LevelView, LatencyView> latency) {
        measures.put(name + "_mean", latency.andThen(LatencyView::mean));
        measures.put(name + "_p50", latency.andThen(LatencyView::p50));
        measures.put(name + "_p95", latency.andThen(LatencyView::p95));
        measures.put(name + "_p99", latency.andThen(LatencyView::p99));
    }
}
