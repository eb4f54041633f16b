package io.llmloadtest.ledger;

import io.llmloadtest.model.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Times to first token in order of sending, to tell a cold first wave from the rest. */
public final class FirstTokens {

    private final Map<Scope, TreeMap<Integer, Long>> byOrdinal = new HashMap<>();

    void add(Scope scope, int ordinal, long nanos) {
        byOrdinal.computeIfAbsent(scope, _ -> new TreeMap<>()).put(ordinal, nanos);
    }

    void addAll(FirstTokens other) {
        other.byOrdinal
                .forEach((scope, times) -> byOrdinal.computeIfAbsent(scope, _ -> new TreeMap<>()).putAll(times));
    }

    /** Mean TTFT of the requests whose place in their scope is below {@code wave}, in nanoseconds. */
    public OptionalDouble meanOfFirst(int wave) {
        return byOrdinal.values().stream().flatMap(times -> times.headMap(wave).values().stream())
                .mapToLong(Long::longValue).average();
    }

    /** Mean TTFT of the requests whose place in their scope is {@code wave} or later, in nanoseconds. */
    public OptionalDouble meanOfRest(int wave) {
        return byOrdinal.values().stream().flatMap(times -> times.tailMap(wave).values().stream())
                .mapToLong(Long::longValue).average();
    }

    /** How many requests the first {@code wave} places hold. */
    public long countOfFirst(int wave) {
        return byOrdinal.values().stream().mapToLong(times -> times.headMap(wave).size()).sum();
    }
}
