package io.llmloadtest.collect.traces;

import io.llmloadtest.evidence.traces.TraceAvailability;
import io.llmloadtest.evidence.traces.TraceTestimony;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The spans of requests that came, at most a million of them, some 400 bytes each; what comes then is dropped and counted.
 * Safe for use by several threads.
 */
final class SpanStore {

    static final int MOST = 1_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final List<KeptSpan> spans = new ArrayList<>();
    private final Set<String> traces = new HashSet<>();
    private final int most;
    private long dropped;
    private long badMessages;

    SpanStore(int most) {
        this.most = most;
    }

    /** Adds what came in one message; those of it that there was room for are returned. */
    List<KeptSpan> add(List<KeptSpan> came) {
        lock.lock();
        try {
            List<KeptSpan> fitting = came.subList(0, Math.min(came.size(), most - spans.size()));
            dropped += came.size() - fitting.size();
            spans.addAll(fitting);
            fitting.forEach(span -> traces.add(span.traceId()));
            more.signalAll();
            return fitting;
        } finally {
            lock.unlock();
        }
    }

    void bad() {
        lock.lock();
        try {
            badMessages++;
        } finally {
            lock.unlock();
        }
    }

    /** Sets the counts that a record tells. */
    void recorded(long droppedThen, long badThen) {
        lock.lock();
        try {
            dropped += droppedThen;
            badMessages += badThen;
        } finally {
            lock.unlock();
        }
    }

    boolean await(Collection<String> wanted, Duration atMost) {
        Set<String> missing = new HashSet<>(wanted);
        lock.lock();
        try {
            long left = atMost.toNanos();
            missing.removeIf(traces::contains);
            while (!missing.isEmpty() && left > 0) {
                left = more.awaitNanos(left);
                missing.removeIf(traces::contains);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return missing.isEmpty();
    }

    Holding holding(Predicate<KeptSpan> which) {
        lock.lock();
        try {
            return new Holding(spans.stream().filter(which).toList(), dropped, badMessages);
        } finally {
            lock.unlock();
        }
    }

    /** What the spans that {@code which} picks testify. None at all, of nobody, is a fault of the way they should come. */
    TraceTestimony testimony(TraceAvailability availability, Predicate<KeptSpan> which) {
        Holding holding = holding(which);
        TraceAvailability said = availability instanceof TraceAvailability.Received(String address) && isEmpty()
                ? new TraceAvailability.Missing(address, TraceAvailability.Problem.NO_SPANS, "")
                : availability;
        return new TraceTestimony(said, holding.spans().stream().map(KeptSpan::served).toList(), holding.dropped(),
                holding.badMessages());
    }

    private boolean isEmpty() {
        lock.lock();
        try {
            return spans.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a span arrived from {@code from} on and before {@code to}. */
    static Predicate<KeptSpan> arrived(Instant from, Instant to) {
        return span -> !span.arrival().isBefore(from) && span.arrival().isBefore(to);
    }

    /**
     * What there is.
     *
     * @param spans the spans, in order of coming
     * @param dropped those there was no room for
     * @param badMessages messages that were none
     */
    record Holding(List<KeptSpan> spans, long dropped, long badMessages) {}
}
