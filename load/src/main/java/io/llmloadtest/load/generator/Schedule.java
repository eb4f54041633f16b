package io.llmloadtest.load.generator;

import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.arrivals.IssuedArrivals;
import io.llmloadtest.model.Tick;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

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
    private final ArrivalDigest digest = new ArrivalDigest();
    private Optional<Duration> offset;
    private Tick lastAsked;
    private boolean armed;
    private boolean isHeld;
    private long sent;
    private long held;
    private long heldNanos;

    Schedule(Arrivals arrivals, OptionalInt cap, Tick start, Timer timer, Runnable more) {
        this.arrivals = arrivals;
        this.cap = cap.orElse(Integer.MAX_VALUE);
        this.start = start;
        this.timer = timer;
        this.more = more;
        this.offset = arrivals.next();
        this.lastAsked = start;
    }

    @Override
    public Optional<Slot> next(Tick now, int inFlight) {
        lastAsked = now;
        if (offset.isEmpty()) {
            return Optional.empty();
        }
        Tick due = start.plus(offset.get());
        if (now.isBefore(due)) {
            arm(due, now);
            return Optional.empty();
        }
        boolean isFull = inFlight >= cap;
        isHeld |= isFull;
        return isFull ? Optional.empty() : Optional.of(new Slot(due));
    }

    /** Once for each arrival, however often it is asked for before its moment. */
    private void arm(Tick due, Tick now) {
        if (!armed) {
            armed = true;
            timer.punctually(Duration.ofNanos(due.nanosSince(now)), more);
        }
    }

    @Override
    public void taken() {
        sent++;
        offset.ifPresent(moment -> {
            digest.add(moment);
            if (isHeld) {
                held++;
                heldNanos += lastAsked.nanosSince(start.plus(moment));
            }
        });
        goOn();
    }

    private void goOn() {
        offset = arrivals.next();
        armed = false;
        isHeld = false;
    }

    @Override
    public void ended(Slot slot, RequestRecord request) {
        // an end gives no permission of its own
    }

    @Override
    public Optional<IssuedArrivals> closed(Tick end, long most) {
        long unsent = 0;
        while (unsent < most && offset.filter(moment -> start.plus(moment).isBefore(end)).isPresent()) {
            offset.ifPresent(digest::add);
            unsent++;
            goOn();
        }
        return Optional.of(new IssuedArrivals(sent + unsent, unsent, held, heldNanos, digest.hex()));
    }
}
