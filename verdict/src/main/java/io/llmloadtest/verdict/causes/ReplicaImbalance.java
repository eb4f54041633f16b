package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.evidence.metrics.Replica;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Of several replicas one had far more than its share of the answers, or far less, by more than chance would do it: a share
 * beyond 1.5 or below 0.5 of an even one, and four standard deviations of a fair draw away from it.
 */
final class ReplicaImbalance implements Cause {

    private static final double TOO_MUCH = 1.5;
    private static final double TOO_LITTLE = 0.5;
    private static final double DEVIATIONS = 4;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        List<Replica> replicas = hearing.file().metrics().watch().replicas();
        List<Double> finished = new ArrayList<>();
        for (Replica replica : replicas) {
            OptionalDouble choices = replica.delta().of(Counter.SUCCEEDED_CHOICES).known();
            if (choices.isEmpty()) {
                return Optional.empty();
            }
            finished.add(choices.getAsDouble());
        }
        double all = finished.stream().mapToDouble(Double::doubleValue).sum();
        if (replicas.size() < 2 || all <= 0) {
            return Optional.empty();
        }
        double fair = 1.0 / replicas.size();
        double chance = DEVIATIONS * Math.sqrt(fair * (1 - fair) / all);
        double most = shares(finished, all).max().orElse(fair);
        double least = shares(finished, all).min().orElse(fair);
        boolean uneven = (most > TOO_MUCH * fair && most - fair > chance)
                || (least < TOO_LITTLE * fair && fair - least > chance);
        return uneven
                ? Optional.of(Claim.of(new Values().put("replicas", replicas.size()).put("least_percent", 100 * least)
                        .put("most_percent", 100 * most).put("fair_percent", 100 * fair)
                        .put("shares", texts(replicas, finished, all)).put("waiting", waiting(replicas, hearing))
                        .warning(FindingId.REPLICA_IMBALANCE, hearing)))
                : Optional.empty();
    }

    private static DoubleStream shares(List<Double> finished, double all) {
        return finished.stream().mapToDouble(choices -> choices / all);
    }

    private static List<String> texts(List<Replica> replicas, List<Double> finished, double all) {
        List<String> shares = new ArrayList<>();
        for (int i = 0; i < replicas.size(); i++) {
            shares.add(String.format(Locale.ROOT, "%s %.1f %%", replicas.get(i).url(), 100 * finished.get(i) / all));
        }
        return shares;
    }

    private static List<String> waiting(List<Replica> replicas, Hearing hearing) {
        List<String> most = new ArrayList<>();
        for (int i = 0; i < replicas.size(); i++) {
            int index = i;
            OptionalDouble queue = hearing.file().metrics().watch().samples().stream()
                    .filter(sample -> sample.replica() == index).map(MetricsSample::waiting)
                    .flatMapToDouble(waiting -> waiting.known().stream()).max();
            if (queue.isPresent() && queue.getAsDouble() > 0) {
                most.add(String.format(Locale.ROOT, "%s %.0f", replicas.get(i).url(), queue.getAsDouble()));
            }
        }
        return most;
    }
}
