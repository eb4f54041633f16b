package io.llmloadtest.store;

import io.llmloadtest.verdict.slo.Rated;
import io.llmloadtest.verdict.slo.SloRating;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A level held against the service level objectives.
 *
 * @param outcome {@code met}, {@code missed} or {@code cannot_tell}
 * @param objectives one by one
 * @param decidedBy the objective that decided
 * @param doubts what speaks against taking the numbers at their word: names of findings, or {@code unverified}
 */
public record SloView(String outcome, List<ObjectiveView> objectives, String decidedBy, List<String> doubts) {

    /**
     * One objective.
     *
     * @param objective as users write it, such as {@code ttft.p95<500}
     * @param value what was measured, in the unit of the limit; empty when nothing can be said
     * @param atLeast whether the value is only known to be that large
     * @param outcome {@code met}, {@code missed} or {@code cannot_tell}
     * @param unknown why it cannot be told: {@code too_few}, {@code timed_out} or {@code nothing_measured}
     */
    public record ObjectiveView(String objective, OptionalDouble value, boolean atLeast, String outcome,
            Optional<String> unknown) {}

    static SloView of(SloRating rating) {
        return new SloView(rating.outcome().key(), rating.objectives().stream().map(SloView::objective).toList(),
                rating.deciding().objective().text(), rating.doubts());
    }

    private static ObjectiveView objective(Rated rated) {
        return new ObjectiveView(rated.objective().text(), rated.value(), rated.atLeast(), rated.outcome().key(),
                rated.unknown().map(Rated.Unknown::key));
    }

    /** The objective that decided. */
    public ObjectiveView deciding() {
        return objectives.stream().filter(each -> each.objective().equals(decidedBy)).findFirst()
                .orElseGet(objectives::getFirst);
    }
}
