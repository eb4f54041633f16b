package io.llmloadtest.report;

import io.llmloadtest.store.SloView;
import io.llmloadtest.store.SloView.ObjectiveView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import io.llmloadtest.verdict.slo.IllegalSloException;
import io.llmloadtest.verdict.slo.Objective;
import io.llmloadtest.verdict.slo.Statistic;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is said of service level objectives.
 *
 * @param book the language
 * @param atLeast what stands before a number that is only known to be that large
 */
public record SloWords(PhraseBook book, String atLeast) {

    /** How a level or an objective came out. */
    public String outcome(String outcome) {
        return book.label(switch (outcome) {
            case "met" -> Label.SLO_MET;
            case "missed" -> Label.SLO_MISSED;
            default -> Label.SLO_CANNOT_TELL;
        });
    }

    /** An objective with what was measured: {@code ttft.p95 312.1 ms < 500 ms}. */
    public String objective(ObjectiveView view) {
        Objective objective;
        try {
            objective = Objective.parse(view.objective());
        } catch (IllegalSloException ofALaterVersion) {
            return Columns.clean(view.objective());
        }
        Map<String, Fact> values = new TreeMap<>();
        values.put("subject", Fact.of(objective.subject()));
        values.put("sign", Fact.of(objective.sign()));
        values.put("limit", Fact.of(objective.metric().isLatency()
                ? objective.limitText() + " ms"
                : book.numbers().share(objective.limit())));
        view.value().ifPresent(value -> values.put("value",
                Fact.of((view.atLeast() ? atLeast + " " : "") + amount(objective, value))));
        view.unknown().ifPresent(why -> values.put("why", Fact.of(why(why, objective))));
        return book.label(switch (view.outcome()) {
            case "met" -> Label.SLO_VALUE_MET;
            case "missed" -> Label.SLO_VALUE_MISSED;
            default -> Label.SLO_VALUE_UNKNOWN;
        }, values);
    }

    private String amount(Objective objective, double value) {
        return objective.metric().isLatency() ? book.numbers().millis(value) + " ms" : book.numbers().share(value);
    }

    private String why(String unknown, Objective objective) {
        return switch (unknown) {
            case "too_few" -> book.label(Label.SLO_TOO_FEW, needed(objective));
            case "timed_out" -> book.label(Label.SLO_TIMED_OUT);
            default -> book.label(Label.SLO_NOTHING_MEASURED);
        };
    }

    private static Map<String, Fact> needed(Objective objective) {
        return objective.statistic().orElse(null) instanceof Statistic.Percentile percentile
                ? Map.of("needed", Fact.of((double) percentile.leastCount()))
                : Map.of();
    }

    /** What speaks against the numbers, in a sentence; empty when nothing does. */
    public Optional<String> doubts(SloView slo) {
        return slo.doubts().isEmpty()
                ? Optional.empty()
                : Optional.of(book.label(Label.SLO_DOUBTS, Map.of("doubts", Fact.of(slo.doubts().stream()
                        .map(doubt -> doubt.equals("unverified") ? book.label(Label.SLO_UNVERIFIED) : doubt)
                        .collect(Collectors.joining(", "))))));
    }
}
