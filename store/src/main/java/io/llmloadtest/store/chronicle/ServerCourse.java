package io.llmloadtest.store.chronicle;

import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import io.llmloadtest.store.chronicle.Chronicle.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the server showed over time, all its replicas together. Each replica is sampled once a second, at moments of its own;
 * whenever the first of them is, the others count with what they showed last. What one of them does not tell nobody tells.
 */
final class ServerCourse {

    private static final int MOST = 480;

    /** Over less than this, a rate would be the chance of when the engine writes its counter. */
    private static final double SHORTEST_SECONDS = 0.5;

    private ServerCourse() {
    }

    static List<Moment> of(List<MetricsSample> samples, Duration stretch) {
        List<Look> looks = looks(samples);
        double width = looks.size() <= MOST ? 0 : stretch.toNanos() / 1e9;
        List<Moment> moments = new ArrayList<>();
        Rate rate = new Rate();
        int from = 0;
        while (from < looks.size()) {
            int to = from + 1;
            while (width > 0 && to < looks.size()
                    && (long) (looks.get(to).at / width) == (long) (looks.get(from).at / width)) {
                to++;
            }
            moments.add(moment(looks.subList(from, to), rate));
            from = to;
        }
        return List.copyOf(moments);
    }

    /** All replicas at one moment. */
    private record Look(double at, Reading running, Reading waiting, Reading kvUsage, Reading tokens) {}

    private static List<Look> looks(List<MetricsSample> samples) {
        int first = samples.stream().mapToInt(MetricsSample::replica).min().orElse(0);
        long replicas = samples.stream().mapToInt(MetricsSample::replica).distinct().count();
        Map<Integer, MetricsSample> latest = new TreeMap<>();
        List<Look> looks = new ArrayList<>();
        for (MetricsSample sample : samples) {
            latest.put(sample.replica(), sample);
            if (sample.replica() == first && latest.size() == replicas) {
                looks.add(new Look(Chronicles.seconds(sample.at()), sum(latest, MetricsSample::running),
                        sum(latest, MetricsSample::waiting), fullest(latest),
                        sum(latest, MetricsSample::generationTokens)));
            }
        }
        return looks;
    }

    private static Reading sum(Map<Integer, MetricsSample> latest, Function<MetricsSample, Reading> what) {
        return latest.values().stream().map(what).reduce(Reading::plus)
                .orElseGet(() -> Reading.absent(Why.NO_METRICS));
    }

    private static Reading fullest(Map<Integer, MetricsSample> latest) {
        return latest.values().stream().map(MetricsSample::kvUsage)
                .reduce((left, right) -> left.combine(right, Math::max))
                .orElseGet(() -> Reading.absent(Why.NO_METRICS));
    }

    private static Moment moment(List<Look> looks, Rate rate) {
        Look last = looks.getLast();
        double since = rate.since(last);
        OptionalDouble kv = mean(looks, Look::kvUsage);
        return new Moment(last.at, mean(looks, Look::running), mean(looks, Look::waiting),
                kv.isPresent() ? OptionalDouble.of(100 * kv.getAsDouble()) : kv, since, rate.until(last));
    }

    private static OptionalDouble mean(List<Look> looks, Function<Look, Reading> what) {
        return looks.stream().map(what).flatMapToDouble(reading -> reading.known().stream()).average();
    }

    /** Tokens per second from one reading of the counter to the next; none where the counter fell. */
    private static final class Rate {
        private double at;
        private OptionalDouble tokens = OptionalDouble.empty();

        double since(Look look) {
            return tokens.isPresent() ? at : look.at;
        }

        OptionalDouble until(Look look) {
            OptionalDouble before = tokens;
            double seconds = look.at - at;
            if (look.tokens instanceof Reading.Value(double now)) {
                if (before.isPresent() && seconds < SHORTEST_SECONDS && now >= before.getAsDouble()) {
                    return OptionalDouble.empty();
                }
                at = look.at;
                tokens = OptionalDouble.of(now);
                return before.isPresent() && now >= before.getAsDouble()
                        ? OptionalDouble.of((now - before.getAsDouble()) / seconds)
                        : OptionalDouble.empty();
            }
            tokens = OptionalDouble.empty();
            return tokens;
        }
    }
}
