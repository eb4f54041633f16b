package io.llmloadtest.load.generator;

import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.arrivals.IssuedArrivals;
import io.llmloadtest.model.Tick;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The places of a closed loop: a request that ends frees its place for the next. */
final class Places implements Pace {

    private final ConcurrentLinkedQueue<Slot> free = new ConcurrentLinkedQueue<>();
    private final TickSource ticks;
    private final Timer timer;
    private final Runnable more;

    Places(int places, Tick start, TickSource ticks, Timer timer, Runnable more) {
        this.ticks = ticks;
        this.timer = timer;
        this.more = more;
        for (int i = 0; i < places; i++) {
            free.add(new Slot(start));
        }
    }

    @Override
    public Optional<Slot> next(Tick now, int inFlight) {
        return Optional.ofNullable(free.peek());
    }

    @Override
    public void taken() {
        free.remove();
    }

    @Override
    public void ended(Slot slot, RequestRecord request) {
        Duration rest = slot.ended(request, ticks.now());
        if (rest.isPositive()) {
            timer.after(rest, () -> {
                free.add(slot);
                more.run();
            });
        } else {
            free.add(slot);
        }
    }

    @Override
    public Optional<IssuedArrivals> closed(Tick end, long most) {
        return Optional.empty();
    }
}
