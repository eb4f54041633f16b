package io.llmloadtest.load.plan;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import java.util.Optional;
import java.util.OptionalInt;

/** What decides when a request goes. */
public sealed interface LoadShape {

    /**
     * The end of one request sends the next.
     *
     * @param places requests kept in flight
     */
    record Closed(int places) implements LoadShape {
        public Closed {
            Allowed.range("--concurrency", places, 1, MOST);
        }
    }

    /**
     * Requests arrive by a schedule, whatever the server does.
     *
     * @param process the schedule
     * @param cap the most in flight: an arrival beyond waits for its turn; empty for no cap
     */
    record Open(ArrivalProcess process, OptionalInt cap) implements LoadShape {
        public Open {
            cap.ifPresent(most -> Allowed.range("--max-concurrency", most, 1, MOST));
        }
    }

    /** The most that may be in flight. */
    int MOST = 65_535;

    /** Requests in flight, kept or at most; empty for an open loop without a cap. */
    default OptionalInt concurrency() {
        return switch (this) {
            case Closed(int places) -> OptionalInt.of(places);
            case Open open -> open.cap();
        };
    }

    /** The schedule of an open loop. */
    default Optional<ArrivalProcess> arrivals() {
        return this instanceof Open open ? Optional.of(open.process()) : Optional.empty();
    }

    /**
     * Requests that make a warm-up and connections opened ahead: all places of a closed loop; of an open one as many as a
     * second brings, between 1 and 64.
     */
    default int wave() {
        return switch (this) {
            case Closed(int places) -> places;
            case Open open -> Math.min(open.cap().orElse(MOST),
                    (int) Math.clamp(Math.ceil(open.process().rate().orElse(OPEN_WAVE)), 1, OPEN_WAVE));
        };
    }

    /** The most that an open loop's wave has. */
    int OPEN_WAVE = 64;
}
