package io.llmloadtest.ledger.foreign;

import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One request as a tool recorded it. Times are seconds: {@code start} of the tool's clock, all others since the start.
 *
 * @param id the id that was sent, where the tool keeps it
 * @param endpoint the route
 * @param start when it was sent
 * @param arrivals when chunks came
 * @param end when it ended; empty when only its chunks tell
 * @param status of the answer
 * @param usage the answer's token counts; empty where the tool has none of the server's
 * @param outcome how it ended, as far as the tool knows
 */
record ToolRequest(Optional<String> id, String endpoint, OptionalDouble start, Arrivals arrivals,
        OptionalDouble end, OptionalInt status, Optional<TokenCounts> usage, Outcome outcome) {

    private static final double LONGEST_SECONDS = 1e6;

    /** When the chunks of an answer came. */
    static final class Arrivals {

        private final double[] seconds;
        private final boolean roleFirst;
        private final boolean placed;

        /**
         * Chunks; the array becomes their own.
         *
         * @param seconds since the start, never falling; none for an answer that was not streamed
         * @param roleFirst whether the first chunk carries the role only
         * @param placed whether only the first was stamped and the others are placed evenly
         */
        Arrivals(double[] seconds, boolean roleFirst, boolean placed) {
            this.seconds = seconds;
            this.roleFirst = roleFirst;
            this.placed = placed;
        }

        int size() {
            return seconds.length;
        }

        double at(int index) {
            return seconds[index];
        }

        boolean roleFirst() {
            return roleFirst;
        }

        boolean placed() {
            return placed;
        }

        static final Arrivals NONE = new Arrivals(new double[0], false, false);

        /** Chunks of which only the first, the last, and how many there were is known. */
        static Arrivals between(double first, double last, int count) {
            double[] seconds = new double[Math.max(1, count)];
            for (int i = 0; i < seconds.length; i++) {
                seconds[i] = first + Math.max(0, last - first) * i / Math.max(1, seconds.length - 1);
            }
            return new Arrivals(seconds, false, true);
        }
    }

    /** The same request, of which nothing tells when it was sent. */
    ToolRequest withoutStart() {
        return new ToolRequest(id, endpoint, OptionalDouble.empty(), arrivals, end, status, usage, outcome);
    }

    /**
     * The request as our own ledgers know it.
     *
     * @param base the moment of tick zero on the tool's clock
     * @param otherwise when a request without a start is put
     */
    RequestRecord toRecord(int ordinal, double base, Tick otherwise) {
        Tick sent = start.isPresent() ? ToolClock.tick(start.getAsDouble(), base) : otherwise;
        ChunkTrain chunks = train(sent);
        Tick last = chunks.size() == 0 ? sent : chunks.at(chunks.size() - 1);
        Tick ended = after(sent, end.orElse(0)).max(last);
        return new RequestRecord(id.orElseGet(() -> "entry " + (ordinal + 1)), new Scope.Level(0), ordinal, endpoint,
                arrivals.size() > 0, new Asked(OptionalInt.empty(), OptionalInt.empty(), 1), sent, sent,
                OptionalLong.empty(), Optional.empty(), Optional.empty(), status, chunks, ended, usage,
                Optional.empty(), Map.of(), outcome instanceof Outcome.Completed, OptionalInt.empty(), false, outcome);
    }

    private ChunkTrain train(Tick sent) {
        if (arrivals.size() == 0) {
            return ChunkTrain.empty();
        }
        long[] nanos = new long[arrivals.size()];
        byte[] flags = new byte[arrivals.size()];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = Math.max(after(sent, arrivals.at(i)).nanos(), i == 0 ? sent.nanos() : nanos[i - 1]);
            flags[i] = flag(i);
            if (i > 0 && nanos[i] == nanos[i - 1] && !arrivals.placed()) {
                flags[i] = (byte) (flags[i] | ChunkTrain.SHARED_READ);
            }
        }
        return ChunkTrain.of(nanos, flags, new int[0]);
    }

    private byte flag(int index) {
        if (index == 0) {
            return arrivals.roleFirst() ? 0 : (byte) ChunkTrain.CONTENT;
        }
        return (byte) (arrivals.placed() ? ChunkTrain.CONTENT | ChunkTrain.PLACED : ChunkTrain.CONTENT);
    }

    private static Tick after(Tick sent, double seconds) {
        double bounded = seconds >= 0 && seconds <= LONGEST_SECONDS ? seconds : 0;
        return new Tick(sent.nanos() + Math.round(bounded * 1e9));
    }
}
