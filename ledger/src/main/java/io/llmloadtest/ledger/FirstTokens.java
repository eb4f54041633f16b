package io.llmloadtest.ledger;

import io.llmloadtest.model.Scope;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/**
 * Times to first token in order of sending, to tell a cold first wave from the rest. One by one only for the first
 * {@value #LARGEST_WAVE} requests of a scope, so that a long run needs no more memory than a short one.
 */
public final class FirstTokens {

    /** The largest wave that can be told from the rest: more streams than one process drives. */
    public static final int LARGEST_WAVE = 1 << 15;

    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Map<Scope, long[]> byOrdinal = new HashMap<>();
    private double laterNanos;
    private long later;

    void add(Scope scope, int ordinal, long nanos) {
        if (ordinal < LARGEST_WAVE) {
            room(scope, ordinal + 1)[ordinal] = nanos;
        } else {
            laterNanos += nanos;
            later++;
        }
    }

    void addAll(FirstTokens other) {
        other.byOrdinal.forEach((scope, times) -> {
            long[] room = room(scope, times.length);
            for (int i = 0; i < times.length; i++) {
                room[i] = times[i] == UNKNOWN ? room[i] : times[i];
            }
        });
        laterNanos += other.laterNanos;
        later += other.later;
    }

    private long[] room(Scope scope, int places) {
        long[] old = byOrdinal.getOrDefault(scope, new long[0]);
        if (places <= old.length) {
            return old;
        }
        long[] room = Arrays.copyOf(old, Math.clamp(2L * old.length, places, LARGEST_WAVE));
        Arrays.fill(room, old.length, room.length, UNKNOWN);
        byOrdinal.put(scope, room);
        return room;
    }

    /** Mean TTFT of the requests whose place in their scope is below {@code wave}, in nanoseconds. */
    public OptionalDouble meanOfFirst(int wave) {
        return first(wave).average();
    }

    /** Mean TTFT of the requests whose place in their scope is {@code wave} or later, in nanoseconds. */
    public OptionalDouble meanOfRest(int wave) {
        long count = later;
        double nanos = laterNanos;
        for (long[] times : byOrdinal.values()) {
            for (int i = wave; i < times.length; i++) {
                if (times[i] != UNKNOWN) {
                    nanos += times[i];
                    count++;
                }
            }
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(nanos / count);
    }

    /** How many requests the first {@code wave} places hold. */
    public long countOfFirst(int wave) {
        return first(wave).count();
    }

    private LongStream first(int wave) {
        return byOrdinal.values().stream().flatMapToLong(times -> Arrays.stream(times).limit(wave))
                .filter(nanos -> nanos != UNKNOWN);
    }
}
