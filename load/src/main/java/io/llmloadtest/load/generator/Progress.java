package io.llmloadtest.load.generator;

import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.model.Scope;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Where a run stands. Written on the event loop at next to no cost, read by any thread at any time. */
public final class Progress {

    private static final int RECENT = 32;

    private volatile Optional<Phase> phase = Optional.empty();
    private final LongAdder sent = new LongAdder();
    private final LongAdder completed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder outputTokens = new LongAdder();
    private final AtomicLongArray recentTtfts = new AtomicLongArray(RECENT);
    private final AtomicInteger ttfts = new AtomicInteger();

    /**
     * A look at a phase. The counts are taken one after the other, so they may be some requests apart.
     *
     * @param scope the phase; empty before the first
     * @param planned requests it is going to send; empty when time ends it
     * @param sent requests sent so far
     * @param inFlight requests without an end yet
     * @param completed requests that ended well
     * @param failed requests that did not
     * @param outputTokens tokens received in requests that have ended
     * @param recentTtftMillis median TTFT of the last 32 requests; empty before the first token
     */
    public record Snapshot(Optional<Scope> scope, OptionalLong planned, long sent, long inFlight, long completed,
            long failed, long outputTokens, OptionalDouble recentTtftMillis) {}

    void begin(Phase next) {
        sent.reset();
        completed.reset();
        failed.reset();
        outputTokens.reset();
        ttfts.set(0);
        phase = Optional.of(next);
    }

    void sent() {
        sent.increment();
    }

    void ended(RequestRecord request) {
        if (request.isCompleted()) {
            completed.increment();
        } else {
            failed.increment();
        }
        outputTokens.add(request.outputTokens());
        request.ttftNanos().ifPresent(nanos -> recentTtfts.set(Math.floorMod(ttfts.getAndIncrement(), RECENT), nanos));
    }

    /** How things stand now. */
    public Snapshot snapshot() {
        long ended = completed.sum() + failed.sum();
        long begun = Math.max(sent.sum(), ended);
        return new Snapshot(phase.map(Phase::scope), phase.map(Phase::requests).orElse(OptionalLong.empty()), begun,
                begun - ended, completed.sum(), failed.sum(), outputTokens.sum(), recentTtft());
    }

    private OptionalDouble recentTtft() {
        int known = Math.min(RECENT, ttfts.get());
        long[] times = new long[known];
        for (int i = 0; i < known; i++) {
            times[i] = recentTtfts.get(i);
        }
        Arrays.sort(times);
        return known == 0 ? OptionalDouble.empty() : OptionalDouble.of(times[known / 2] / 1e6);
    }
}
