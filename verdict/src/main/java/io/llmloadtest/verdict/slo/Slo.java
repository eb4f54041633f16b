package io.llmloadtest.verdict.slo;

import io.llmloadtest.ledger.GoodputLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What is promised of a service: every objective is to be met.
 *
 * @param objectives at least one, each of another number
 */
public record Slo(List<Objective> objectives) {

    /**
     * Latencies are those of requests that ended well. Where no objective speaks of the others, this one does: else a server
     * that refuses nine requests of ten in no time would meet any limit.
     */
    private static final Objective IMPLIED = Objective.parse("error_rate<0.01");

    private static final int MOST = 32;
    /** Objectives that let more fail than this ask for no more requests. */
    private static final double MOST_FAILED = 0.5;

    /** Refuses none, too many, and two of the same number. */
    public Slo {
        objectives = List.copyOf(objectives);
        if (objectives.isEmpty() || objectives.size() > MOST) {
            throw new IllegalSloException("", "give 1 to " + MOST + " objectives, separated by commas");
        }
        for (int i = 0; i < objectives.size(); i++) {
            String subject = objectives.get(i).subject();
            if (objectives.subList(0, i).stream().anyMatch(other -> other.subject().equals(subject))) {
                throw new IllegalSloException(objectives.get(i).text(), subject + " has a limit already: give one");
            }
        }
    }

    /**
     * Reads objectives that are separated by commas. Where neither {@code error_rate} nor {@code goodput} is among them,
     * {@code error_rate<0.01} is added.
     *
     * @throws IllegalSloException when one of them is none
     */
    public static Slo parse(String text) {
        List<Objective> all = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            all.add(Objective.parse(part));
        }
        if (all.stream().noneMatch(each -> each.metric() == Metric.ERROR_RATE || each.metric() == Metric.GOODPUT)) {
            all.add(IMPLIED);
        }
        return new Slo(all);
    }

    /** As users write it; {@link #parse} reads it back. */
    public String text() {
        return objectives.stream().map(Objective::text).collect(Collectors.joining(","));
    }

    /**
     * The fewest requests of a level with which every percentile can be told, though as many fail as may. Inter-token latency
     * needs none: a single answer has many.
     */
    public long leastRequests() {
        long values = objectives.stream().filter(each -> each.metric() != Metric.ITL)
                .flatMap(each -> each.statistic().stream()).mapToLong(Slo::leastValues).max().orElse(1);
        return (long) Math.ceil(values / (1 - mayFail()));
    }

    private static long leastValues(Statistic statistic) {
        return statistic instanceof Statistic.Percentile percentile ? percentile.leastCount() : 1;
    }

    private double mayFail() {
        return objectives.stream().filter(each -> !each.metric().isLatency())
                .mapToDouble(each -> Math.min(MOST_FAILED, each.metric().isWanted() ? 1 - each.limit() : each.limit()))
                .min().orElse(0);
    }

    /**
     * What each request is to meet: as given, or, where an objective on goodput needs limits and none are, as the objectives
     * have it: the loosest limit on each latency. Inter-token latency is left out, for a request has many.
     *
     * @throws IllegalSloException when limits are needed and there are none
     */
    public GoodputLimits perRequest(GoodputLimits given) {
        if (given.isSet() || objectives.stream().noneMatch(each -> each.metric() == Metric.GOODPUT)) {
            return given;
        }
        GoodputLimits derived = new GoodputLimits(loosest(Metric.TTFT), loosest(Metric.TPOT), loosest(Metric.E2E));
        if (!derived.isSet()) {
            throw new IllegalSloException(text(), "goodput needs limits that each request is to meet: give them with"
                    + " --goodput, such as --goodput ttft:500,tpot:50, or add objectives on ttft, tpot or e2e");
        }
        return derived;
    }

    private OptionalDouble loosest(Metric metric) {
        return objectives.stream().filter(each -> each.metric() == metric).mapToDouble(Objective::limit).boxed()
                .max(Comparator.naturalOrder()).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
