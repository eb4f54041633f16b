package io.llmloadtest.load.generator;

import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.model.Tick;
import java.time.Duration;

/**
 * One of the places in a closed loop; it carries one request at a time. A place whose request failed rests, so that a dead
 * server is not hammered: it sends no sooner than 10 ms after its last send, 20 ms after a second failure in a row, and
 * so on up to one second. A time-out is slow enough by itself and adds nothing. One good answer ends the rest.
 */
final class Slot {

    private static final Duration FIRST_REST = Duration.ofMillis(10);
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private Tick free;
    private int failuresInARow;

    Slot(Tick free) {
        this.free = free;
    }

    /** When the plan wanted its next request to go. */
    Tick free() {
        return free;
    }

    /** Its conversation goes on at that moment: it stays taken until then and longer. */
    void keptUntil(Tick moment) {
        failuresInARow = 0;
        free = moment;
    }

    /** Takes note of the end of its request; gives the rest it needs from {@code now} on, zero for none. */
    Duration ended(RequestRecord request, Tick now) {
        failuresInARow = request.isCompleted() ? 0 : failuresInARow + 1;
        free = request.ended();
        if (failuresInARow == 0) {
            return Duration.ZERO;
        }
        long rest = Math.min(LONGEST_REST.toNanos(), FIRST_REST.toNanos() << Math.min(failuresInARow - 1, 10));
        free = free.max(request.sent().plus(Duration.ofNanos(rest)));
        return Duration.ofNanos(Math.max(0, free.nanosSince(now)));
    }
}
