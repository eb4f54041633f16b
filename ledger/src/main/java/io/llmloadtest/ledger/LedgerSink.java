package io.llmloadtest.ledger;

import io.llmloadtest.model.ClockTrack;

/**
 * Where the events of a ledger go, in the order in which they were written: books that keep them ({@link Account}), or
 * somebody who only wants to see them pass.
 */
public interface LedgerSink {

    /** A request has ended. */
    void add(RequestRecord request);

    /** A phase is over. */
    void add(PhaseNote phase);

    /** A boundary was reached. */
    void add(BoundaryNote boundary);

    /** Both clocks were read. Comes before any request that was sent after it has ended. */
    void add(ClockTrack.Pair pair);
}
