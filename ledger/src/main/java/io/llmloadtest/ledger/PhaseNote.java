package io.llmloadtest.ledger;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.IssuedArrivals;
import io.llmloadtest.model.InstrumentError;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Window;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One phase of a run: a warm-up or a level's load, between the boundary before it and the one after it.
 *
 * @param scope which phase
 * @param concurrency requests meant to be in flight, or the most that may be; empty for a rate without a cap
 * @param arrivals when requests were meant to arrive; empty for a closed loop
 * @param issued the arrivals that came due; empty for a closed loop, or one that was cut off
 * @param requests requests meant to be sent; empty when a duration ended the phase
 * @param firstBoundary index of the boundary before it
 * @param lastBoundary index of the boundary after it
 * @param measured from the start of sending to its end
 * @param active from the first send to the last byte
 * @param interrupted whether it was cut short
 * @param instrumentError how late the client itself was; empty when it was not sampled
 */
public record PhaseNote(Scope scope, OptionalInt concurrency, Optional<ArrivalProcess> arrivals,
        Optional<IssuedArrivals> issued, OptionalLong requests, int firstBoundary, int lastBoundary,
        Window measured, Window active, boolean interrupted, Optional<InstrumentError> instrumentError) {

    /** A phase that kept {@code concurrency} requests in flight. */
    public PhaseNote(Scope scope, int concurrency, OptionalLong requests, int firstBoundary, int lastBoundary,
            Window measured, Window active, boolean interrupted, Optional<InstrumentError> instrumentError) {
        this(scope, OptionalInt.of(concurrency), Optional.empty(), Optional.empty(), requests, firstBoundary,
                lastBoundary, measured,
                active, interrupted, instrumentError);
    }
}
