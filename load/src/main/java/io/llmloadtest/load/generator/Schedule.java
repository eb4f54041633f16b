package io.llmloadtest.load.generator;

import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.load.plan.LoadShape;
import io.llmloadtest.model.Tick;
import java.time.Duration;
import java.util.Optional;

/**
 * The schedule of an open loop: a request goes when its moment has come, and later only while as many as may be are in
 * flight. An arrival that had to wait keeps its moment.
 */
final class Schedule implements Pace {

    private final Arrivals arrivals;
    private final int cap;
    private final Tick start;
    private final Timer timer;
    private final Runnable more;
    private Tick due;
    private boolean armed;

    Schedule(LoadShape.Open shape, Tick start, Timer timer, Runnable more) {
        this.arrivals = Arrivals.of(shape.process());
        this.cap = shape.cap().orElse(Integer.MAX_VALUE);
        this.start = start;
        this.timer = timer;
        this.more = more;
        this.due = start.plus(arrivals.next());
    }

    @Override
    public Optional<Slot> next(Tick now, int inFlight) {
        if (now.isBefore(due)) {
            arm(now);
            return Optional.empty();
        }
        return inFlight < cap ? Optional.of(new Slot(due)) : Optional.empty();
    }

    /** Once for each arrival, however often it is asked for before its moment. */
    private void arm(Tick now) {
        if (!armed) {
            armed = true;
            timer.punctually(Duration.ofNanos(due.nanosSince(now)), more);
        }
    }

    @Override
    public void taken() {
        due = start.plus(arrivals.next());
        armed = false;
    }

    @Override
    public void ended(Slot slot, RequestRecord request) {
        // an end gives no permission of its own
    }
}
