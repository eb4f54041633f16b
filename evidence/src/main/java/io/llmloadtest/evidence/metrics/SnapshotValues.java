package io.llmloadtest.evidence.metrics;

import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;

/** Reads the absolute values of a snapshot. */
public final class SnapshotValues {

    private static final Exposition NOTHING = ExpositionParser.parse(new byte[]{'\n'});

    private SnapshotValues() {
    }

    /** The values of our model, summed over engines; KV usage is that of the fullest engine. */
    public static ServerValues of(Snapshot snapshot, ModelFilter filter) {
        Dialect dialect = Dialect.of(NOTHING, snapshot.page());
        Predicate<Labels> ours = filter.ours(NOTHING, snapshot.page(), dialect.prefix());
        // Counters count from 0, so an absolute value is the movement since a page with nothing on it.
        ServerDelta sinceStart = new DeltaReader(new SeriesPair(NOTHING, snapshot.page()), dialect, ours).delta();
        return new ServerValues(snapshot.wall(), sinceStart.of(Counter.SUCCEEDED_CHOICES),
                sinceStart.of(Counter.GENERATION_TOKENS), sinceStart.of(Histogram.TTFT),
                gauge(snapshot.page(), dialect, Gauge.RUNNING, ours, Double::sum),
                gauge(snapshot.page(), dialect, Gauge.WAITING, ours, Double::sum),
                gauge(snapshot.page(), dialect, Gauge.KV_USAGE, ours, Math::max),
                ModelFilter.models(snapshot.page(), dialect.prefix()),
                filter.oneOf(ModelFilter.models(snapshot.page(), dialect.prefix())));
    }

    private static Reading gauge(Exposition page, Dialect dialect, Gauge gauge, Predicate<Labels> ours,
            DoubleBinaryOperator join) {
        for (String name : dialect.names(gauge)) {
            OptionalDouble value = SeriesPair.values(page, name).entrySet().stream()
                    .filter(series -> ours.test(series.getKey()) && Double.isFinite(series.getValue()))
                    .mapToDouble(Map.Entry::getValue).reduce(join);
            if (value.isPresent()) {
                return Reading.of(value.getAsDouble());
            }
        }
        return Reading.absent(Why.FAMILY_MISSING);
    }
}
