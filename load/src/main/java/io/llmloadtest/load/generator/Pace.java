package io.llmloadtest.load.generator;

import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.arrivals.IssuedArrivals;
import io.llmloadtest.load.plan.LoadShape;
import io.llmloadtest.model.Tick;
import java.util.Optional;

/** Where permission to send comes from. {@code next} and {@code taken} are called by one thread at a time. */
interface Pace {

    /** The pace of {@code shape}, from {@code start} on; it calls {@code more} when there may be a permission again. */
    static Pace of(LoadShape shape, Tick start, TickSource ticks, Timer timer, Runnable more) {
        return switch (shape) {
            case LoadShape.Closed(int places) -> new Places(places, start, ticks, timer, more);
            case LoadShape.Open open ->
                new Schedule(Arrivals.of(open.process()), open.cap(), start, timer, more);
            case LoadShape.Replay replay -> new Schedule(Arrivals.of(replay), replay.cap(), start, timer, more);
        };
    }

    /**
     * The permission to use next, without taking it.
     *
     * @param inFlight requests without an end yet
     * @return empty when there is none now
     */
    Optional<Slot> next(Tick now, int inFlight);

    /** The permission given last is used up. */
    void taken();

    /** Takes note of the end of the request that went by {@code slot}; called on any thread. */
    void ended(Slot slot, RequestRecord request);

    /**
     * Sending is over.
     *
     * @param end what would have come due before it and was not sent counts as unsent
     * @param most and no more than so many
     * @return what came due; empty when nothing does by itself
     */
    Optional<IssuedArrivals> closed(Tick end, long most);
}
