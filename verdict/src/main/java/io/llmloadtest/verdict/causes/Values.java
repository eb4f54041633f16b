package io.llmloadtest.verdict.causes;

import io.llmloadtest.model.Reading;
import io.llmloadtest.verdict.Fact;
import io.llmloadtest.verdict.Finding;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Severity;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** The values of a finding in the making. */
final class Values {

    private static final int MOST_TEXTS = 10;

    private final SortedMap<String, Fact> values = new TreeMap<>();

    Values put(String name, double amount) {
        values.put(name, Fact.of(amount == 0 ? 0.0 : amount));
        return this;
    }

    Values put(String name, long amount) {
        return put(name, (double) amount);
    }

    Values put(String name, OptionalDouble amount) {
        amount.ifPresent(known -> put(name, known));
        return this;
    }

    Values put(String name, Reading amount) {
        return put(name, amount.known());
    }

    Values putUnlessZero(String name, long amount) {
        return putUnlessZero(name, (double) amount);
    }

    Values putUnlessZero(String name, double amount) {
        return amount == 0 ? this : put(name, amount);
    }

    Values put(String name, String text) {
        if (!text.isEmpty()) {
            values.put(name, Fact.of(text));
        }
        return this;
    }

    Values put(String name, List<String> texts) {
        if (!texts.isEmpty()) {
            values.put(name, Fact.of(texts.stream().limit(MOST_TEXTS).toList()));
        }
        return this;
    }

    /** Texts such as {@code stop x 3}, in the map's order. */
    Values putCounts(String name, Map<?, Long> counts) {
        return put(name,
                counts.entrySet().stream().map(entry -> entry.getKey() + " x " + entry.getValue()).toList());
    }

    Finding finding(FindingId id, Severity severity, Hearing hearing) {
        return new Finding(id, hearing.scope(), severity, values);
    }

    Finding info(FindingId id, Hearing hearing) {
        return finding(id, Severity.INFO, hearing);
    }

    Finding warning(FindingId id, Hearing hearing) {
        return finding(id, Severity.WARNING, hearing);
    }
}
