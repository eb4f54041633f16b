package io.llmloadtest.ledger.file;

import io.llmloadtest.ledger.BoundaryNote;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.SentNote;
import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** One line of the ledger file. */
public sealed interface LedgerEvent {

    /**
     * Both clocks, read together.
     *
     * @param pair the readings
     */
    record Clock(ClockTrack.Pair pair) implements LedgerEvent {}

    /**
     * A boundary was reached.
     *
     * @param note which and when
     */
    record Boundary(BoundaryNote note) implements LedgerEvent {}

    /**
     * A phase begins.
     *
     * @param scope which
     * @param concurrency requests meant to be in flight, or the most that may be
     * @param arrivals when requests are meant to arrive; empty for a closed loop
     * @param requests requests meant to be sent
     * @param firstBoundary index of the boundary before it
     * @param at when
     */
    record PhaseOpened(Scope scope, OptionalInt concurrency, Optional<ArrivalProcess> arrivals, OptionalLong requests,
            int firstBoundary, Tick at)
            implements
                LedgerEvent {}

    /**
     * A phase is over.
     *
     * @param note everything about it
     */
    record PhaseClosed(PhaseNote note) implements LedgerEvent {}

    /**
     * A request is on its way.
     *
     * @param note which
     */
    record Sent(SentNote note) implements LedgerEvent {}

    /**
     * A request has ended.
     *
     * @param request all about it
     * @param chunkOffset where its train begins in the chunk file
     * @param chunkBytes how long the train is there
     */
    record Ended(RequestRecord request, long chunkOffset, int chunkBytes) implements LedgerEvent {}
}
