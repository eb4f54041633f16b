package io.llmloadtest.store;

import io.llmloadtest.model.Scope;
import io.llmloadtest.verdict.Acceptance;
import io.llmloadtest.verdict.Fact;
import io.llmloadtest.verdict.Finding;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Severity;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One finding.
 *
 * @param id its published name
 * @param severity {@code info} or {@code warning}
 * @param message what happened, in English
 * @param values its numbers, texts and lists of texts by name
 * @param advice what to do, in English
 * @param levels the places in the run of the levels it was found in, from 0; empty for what only the run shows
 * @param accepted how the user accepts it; empty when he does not
 */
public record FindingView(String id, String severity, String message, Map<String, Object> values, String advice,
        List<Integer> levels, Optional<AcceptedView> accepted) {

    public FindingView {
        // A result of an earlier version lacks it.
        accepted = Objects.requireNonNullElse(accepted, Optional.empty());
    }

    /** A finding that is not accepted. */
    public FindingView(String id, String severity, String message, Map<String, Object> values, String advice,
            List<Integer> levels) {
        this(id, severity, message, values, advice, levels, Optional.empty());
    }

    /**
     * A finding that is known and lived with.
     *
     * @param until the last day on which it is, such as {@code 2026-12-31}; empty without an end
     * @param reason why, in the user's words
     * @param expired whether that day was over, so that it has no effect
     */
    public record AcceptedView(Optional<String> until, Optional<String> reason, boolean expired) {

        static AcceptedView of(Acceptance known) {
            return new AcceptedView(known.until().map(LocalDate::toString), known.reason(), known.expired());
        }
    }

    /** The finding, for a phrase book of any language; empty when its name is of a later version. */
    public Optional<Finding> toFinding() {
        Map<String, Fact> facts = new TreeMap<>();
        values.forEach((name, value) -> fact(value).ifPresent(fact -> facts.put(name, fact)));
        return idOf(id).map(known -> Finding.of(known, new Scope.Run(),
                Severity.valueOf(severity.toUpperCase(Locale.ROOT)), facts));
    }

    static Optional<FindingId> idOf(String key) {
        return Arrays.stream(FindingId.values()).filter(id -> id.key().equals(key)).findFirst();
    }

    private static Optional<Fact> fact(Object value) {
        return switch (value) {
            case Number number -> Optional.of(Fact.of(number.doubleValue()));
            case String text -> Optional.of(Fact.of(text));
            case List<?> texts -> Optional.of(Fact.of(texts.stream().map(Object::toString).toList()));
            default -> Optional.empty();
        };
    }

    static Object plain(Fact fact) {
        return switch (fact) {
            case Fact.Amount(double value) -> value;
            case Fact.Text(String value) -> value;
            case Fact.Texts(List<String> values) -> values;
        };
    }
}
