package io.llmloadtest.load.generator;

import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.arrivals.IssuedArrivals;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Counts a phase's ended requests and how far they reach in time. Called for each end, from any event loop. */
final class PhaseCounts {

    private final Map<ErrorKind, Long> errors = new EnumMap<>(ErrorKind.class);
    private long completed;
    private long strangeIds;
    private Tick lastSent;
    private Tick lastEnded;

    PhaseCounts(Tick start) {
        lastSent = start;
        lastEnded = start;
    }

    synchronized void add(RequestRecord request, boolean strangeId) {
        request.outcome().error().ifPresentOrElse(kind -> errors.merge(kind, 1L, Long::sum), () -> completed++);
        strangeIds += strangeId ? 1 : 0;
        lastSent = lastSent.max(request.sent());
        lastEnded = lastEnded.max(request.ended());
    }

    /**
     * The result of the phase. A window is open at its start, so both begin one nanosecond before the first send could have
     * been.
     */
    synchronized PhaseResult result(Phase phase, Tick start, Tick closed, Tally tally) {
        Tick from = new Tick(start.nanos() - 1);
        Tick stop = closed.max(lastSent);
        Tick end = stop.max(lastEnded);
        return new PhaseResult(phase.scope(), new Window(from, stop), new Window(from, end), tally.sent(),
                completed, errors, tally.interrupted(), tally.connections(), tally.paused(), tally.starved(),
                strangeIds, tally.unaccounted(), tally.issued());
    }

    /** What the loop itself counted. */
    record Tally(long sent, boolean interrupted, int connections, Duration paused, Duration starved,
            long unaccounted, Optional<IssuedArrivals> issued) {}
}
