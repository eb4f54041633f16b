package io.llmloadtest.runner;

import io.llmloadtest.ledger.BoundaryNote;
import io.llmloadtest.ledger.LedgerSink;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.Tick;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Lets the requests of a ledger pass, each with the wall-clock time of its send. Keeps one clock reading a second. */
final class SentMoments implements LedgerSink {

    private final Instant startedAt;
    private final BiConsumer<RequestRecord, Instant> visitor;
    private final NavigableMap<Tick, Instant> clock = new TreeMap<>();

    /** {@code startedAt} is the wall-clock time of tick 0, for a ledger whose clock readings are lost. */
    SentMoments(Instant startedAt, BiConsumer<RequestRecord, Instant> visitor) {
        this.startedAt = startedAt;
        this.visitor = visitor;
    }

    @Override
    public void add(RequestRecord request) {
        visitor.accept(request, instantAt(request.sent()));
    }

    /** By the last reading before it, as {@link ClockTrack} does; those after it may not have been read yet. */
    private Instant instantAt(Tick tick) {
        return Optional.ofNullable(clock.floorEntry(tick)).or(() -> Optional.ofNullable(clock.firstEntry()))
                .map(read -> read.getValue().plusNanos(tick.nanosSince(read.getKey())))
                .orElseGet(() -> startedAt.plusNanos(tick.nanos()));
    }

    @Override
    public void add(ClockTrack.Pair pair) {
        clock.put(pair.tick(), pair.wall());
    }

    @Override
    public void add(PhaseNote phase) {
        // only requests are shown
    }

    @Override
    public void add(BoundaryNote boundary) {
        // only requests are shown
    }
}
