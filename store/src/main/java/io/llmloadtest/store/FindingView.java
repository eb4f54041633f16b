package io.llmloadtest.store;

import io.llmloadtest.model.Scope;
import io.llmloadtest.verdict.Fact;
import io.llmloadtest.verdict.Finding;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
 */
public record FindingView(String id, String severity, String message, Map<String, Object> values, String advice,
        List<Integer> levels) {

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
