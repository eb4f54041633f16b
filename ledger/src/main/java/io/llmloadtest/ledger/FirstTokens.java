package io.llmloadtest.ledger;

import io.llmloadtest.model.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Times to first token in order of sending, to tell a cold first wave from the rest. One by one only for the first
 * {@value #LARGEST_WAVE} requests of a scope, so that a long run needs no more memory than a short one.
 */
public final class FirstTokens {

    /** The largest wave that can be told from the rest: more streams than one process drives. */
    public static final int LARGEST_WAVE = 1 << 15;

    private final Map<Scope, TreeMap<Integer, Long>> byOrdinal = new HashMap<>();
    private double laterNanos;
    private long later;

    void add(Scope scope, int ordinal, long nanos) {
        if (ordinal < LARGEST_WAVE) {
            byOrdinal.computeIfAbsent(scope, _ -> new TreeMap<>()).put(ordinal, nanos);
        } else {
            laterNanos += nanos;
            later++;
        }
    }

    void addAll(FirstTokens other) {
        other.byOrdinal
                .forEach((scope, times) -> byOrdinal.computeIfAbsent(scope, _ -> new TreeMap<>()).putAll(times));
        laterNanos += other.laterNanos;
        later += other.later;
    }

    /** Mean TTFT of the requests whose place in their scope is below {@code wave}, in nanoseconds. */
    public OptionalDouble meanOfFirst(int wave) {
        return byOrdinal.values().stream().flatMap(times -> times.headMap(wave).values().stream())
                .mapToLong(Long::longValue).average();
    }

    /** Mean TTFT of the requests whose place in their scope is {@code wave} or later, in nanoseconds. */
    public OptionalDouble meanOfRest(int wave) {
        long count = later;
        double nanos = laterNanos;
        for (TreeMap<Integer, Long> times : byOrdinal.values()) {
            for (long time : times.tailMap(wave).values()) {
                nanos += time;
                count++;
            }
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(nanos / count);
    }

    /** How many requests the first {@code wave} places hold. */
    public long countOfFirst(int wave) {
        return byOrdinal.values().stream().mapToLong(times -> times.headMap(wave).size()).sum();
    }
}
