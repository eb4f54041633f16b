package io.llmloadtest.collect.metrics;

import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.metrics.MetricsAvailability.Problem;
import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.evidence.metrics.Movement;
import io.llmloadtest.evidence.metrics.Snapshot;
import io.llmloadtest.evidence.metrics.SnapshotValues;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Tick;
import java.util.Optional;

/** Looks at a page until its counters rest. */
final class Settler {

    private final MetricsPage page;
    private final ModelFilter filter;
    private final RunClock clock;
    private final Settling limits;

    Settler(MetricsPage page, ModelFilter filter, RunClock clock, Settling limits) {
        this.page = page;
        this.filter = filter;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * The last look of a wait.
     *
     * @param look what was seen last
     * @param settled whether the counters rested and held our own work; true when there are none to wait for
     * @param stuckRunning a running gauge above 0 while the counters rested
     */
    record Rest(MetricsLook look, boolean settled, boolean stuckRunning) {}

    /**
     * Waits for rest. A page that is not there is looked for once more and not waited for.
     *
     * @param start the page at the run's first boundary; empty when this is the first
     * @param board where all pages of this boundary show what they hold of our own work
     * @param place this page's place on it
     */
    Rest settle(Optional<Snapshot> start, Board board, int place) {
        Tick began = clock.tick();
        return switch (lookTwice()) {
            case MetricsLook.Missed missed -> {
                board.leave(place);
                yield new Rest(missed, true, false);
            }
            case MetricsLook.Seen first -> settle(first, start, board, place, began.plus(limits.atMost()));
        };
    }

    private MetricsLook lookTwice() {
        MetricsLook look = page.look();
        boolean again = look instanceof MetricsLook.Missed missed && missed.problem() != Problem.TIMED_OUT;
        return again ? page.look() : look;
    }

    private Rest settle(MetricsLook.Seen first, Optional<Snapshot> start, Board board, int place,
            Tick deadline) {
        MetricsLook.Seen last = first;
        boolean still = false;
        while (!deadline.isBefore(clock.tick().plus(limits.pause())) && pause()) {
            if (page.look() instanceof MetricsLook.Seen next) {
                still = next.snapshot().counterState(filter).equals(last.snapshot().counterState(filter));
                last = next;
                Snapshot now = next.snapshot();
                start.ifPresent(earlier -> board.post(place, Movement.between(earlier, now, filter).delta()));
                if (still && (start.isEmpty() || board.holds())) {
                    return new Rest(next, true, isRunning(now));
                }
            }
        }
        return new Rest(last, false, still && isRunning(last.snapshot()));
    }

    private boolean pause() {
        try {
            clock.pause(limits.pause());
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isRunning(Snapshot snapshot) {
        return switch (SnapshotValues.of(snapshot, filter).running()) {
            case Reading.Value(double running) -> running > 0;
            case Reading.Absent _ -> false;
        };
    }
}
