package io.llmloadtest.verdict;

import io.llmloadtest.model.Scope;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A named cause with its numbers. It carries no words: a phrase book makes the sentence.
 *
 * @param id the cause
 * @param scope what it speaks of
 * @param severity how much it weighs
 * @param values its numbers and names; counts of requests and tokens are called {@code requests} and {@code tokens}
 */
public record Finding(FindingId id, Scope scope, Severity severity, SortedMap<String, Fact> values) {

    public Finding {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** A finding with the given values. */
    public static Finding of(FindingId id, Scope scope, Severity severity, Map<String, Fact> values) {
        return new Finding(id, scope, severity, new TreeMap<>(values));
    }
}
