package io.llmloadtest.load.generator;

import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.ledger.arrivals.IssuedArrivals;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Span;
import io.llmloadtest.model.Window;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a phase went.
 *
 * @param scope what its requests belong to
 * @param measured from just before the first send to the end of sending; every request of the phase was sent in here
 * @param active from just before the first send to the last byte of the last answer, or to the end of sending when that
 *     came later, so that it always covers {@code measured}
 * @param sent requests sent; each has one record, but for the {@code unaccounted}
 * @param completed those that ended well
 * @param errors the others by kind
 * @param interrupted whether a {@link StopSignal} cut it short
 * @param connections connections that were open before the first send
 * @param paused how long sends waited for room at the listener
 * @param starved how long sends waited for a body to be prepared
 * @param strangeIds answers whose id is not the request's: the server, or something before it, does not pass ids on
 * @param unaccounted requests whose end the transport never told; 0 unless it is defective
 * @param issued the arrivals that came due; empty for a closed loop
 */
public record PhaseResult(Scope scope, Window measured, Window active, long sent, long completed,
        Map<ErrorKind, Long> errors, boolean interrupted, int connections, Duration paused, Duration starved,
        long strangeIds, long unaccounted, Optional<IssuedArrivals> issued) {

    public PhaseResult {
        errors = Map.copyOf(errors);
    }

    /** Requests that did not end well. */
    public long failed() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The phase's time, with the window of the snapshots around it. */
    public Span span(Window evidence) {
        return new Span(measured, active, evidence);
    }
}
