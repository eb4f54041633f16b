package io.llmloadtest.load.plan;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.GapLaw;
import io.llmloadtest.ledger.arrivals.RateProfile;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

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
     * @param process the schedule; a trace is a {@link Replay}
     * @param cap the most in flight: an arrival beyond waits for its turn; empty for no cap
     */
    record Open(ArrivalProcess process, OptionalInt cap) implements LoadShape {
        public Open {
            cap.ifPresent(most -> Allowed.range(CAP, most, 1, MOST));
        }
    }

    /**
     * Requests arrive as in a trace, whatever the server does, and each has its lengths from there.
     *
     * @param trace the requests
     * @param speed how many times as fast as recorded
     * @param cap the most in flight: an arrival beyond waits for its turn; empty for no cap
     */
    record Replay(Trace trace, double speed, OptionalInt cap) implements LoadShape {

        private static final double LEAST_SPEED = 1e-6;
        private static final double MOST_SPEED = 1e6;

        public Replay {
            if (!(speed >= LEAST_SPEED && speed <= MOST_SPEED)) {
                throw new IllegalPlanException("--trace-speed", Double.toString(speed),
                        "give a number from 0.000001 to 1000000; 2 is twice as fast as recorded");
            }
            cap.ifPresent(most -> Allowed.range(CAP, most, 1, MOST));
        }

        /** When the request at {@code index} arrives, from the start on. */
        public Duration offset(int index) {
            return Duration.ofNanos(Math.round(trace.at(index).offset().toNanos() / speed));
        }
    }

    /** The option that caps what is in flight. */
    String CAP = "--max-concurrency";

    /** The most that may be in flight. */
    int MOST = 65_535;

    /** Requests in flight, kept or at most; empty for an open loop without a cap. */
    default OptionalInt concurrency() {
        return switch (this) {
            case Closed(int places) -> OptionalInt.of(places);
            case Open open -> open.cap();
            case Replay replay -> replay.cap();
        };
    }

    /** The schedule of an open loop. */
    default Optional<ArrivalProcess> arrivals() {
        return switch (this) {
            case Closed _ -> Optional.empty();
            case Open open -> Optional.of(open.process());
            case Replay replay ->
                Optional.of(new ArrivalProcess.Replayed(replay.trace().name(), replay.speed()));
        };
    }

    /** The same shape, its arrivals drawn with a seed that is so much further; what is not drawn stays the same. */
    default LoadShape drawnAnew(long further) {
        return this instanceof Open(ArrivalProcess.Drawn(RateProfile profile, GapLaw law, long seed), OptionalInt cap)
                ? new Open(new ArrivalProcess.Drawn(profile, law, seed + further), cap)
                : this;
    }

    /** How many requests it has by nature; empty when it goes on for as long as it may. */
    default OptionalLong requests() {
        return this instanceof Replay replay ? OptionalLong.of(replay.trace().size()) : OptionalLong.empty();
    }

    /** Whether more can be sent than what arrives by itself, as later turns of conversations are. */
    default boolean leavesRoomForTurns() {
        return switch (this) {
            case Closed _ -> true;
            case Open(ArrivalProcess.Drawn drawn, _) -> !(drawn.profile() instanceof RateProfile.RampByCount);
            case Open _ -> false;
            case Replay _ -> false;
        };
    }

    /** How long it lasts by nature; empty when it goes on for as long as it may. */
    default Optional<Duration> duration() {
        return this instanceof Open(ArrivalProcess.Drawn(RateProfile.Stages stages, _, _), _)
                ? Optional.of(Duration.ofNanos(Math.round(stages.seconds() * 1e9)))
                : Optional.empty();
    }

    /**
     * Requests that make a warm-up: all places of a closed loop; of an open one as many as a
     * second brings at most, between 1 and 64.
     */
    default int wave() {
        return switch (this) {
            case Closed(int places) -> places;
            case Open(ArrivalProcess.Drawn drawn, OptionalInt cap) ->
                Math.min(cap.orElse(MOST), (int) Math.clamp(Math.ceil(drawn.profile().peak()), 1, OPEN_WAVE));
            case Open open -> Math.min(open.cap().orElse(MOST), OPEN_WAVE);
            case Replay replay ->
                Math.min(replay.cap().orElse(MOST), Math.min(replay.trace().size(), OPEN_WAVE));
        };
    }

    /** Connections opened and bodies made ahead: those of a wave, or all that go at once. */
    default int ahead() {
        return this instanceof Open(ArrivalProcess.AtOnce(), OptionalInt cap)
                ? Math.min(cap.orElse(MOST), MOST_AHEAD)
                : wave();
    }

    /** The most connections that are opened ahead where all requests go at once. */
    int MOST_AHEAD = 10_000;

    /** The most that an open loop's wave has. */
    int OPEN_WAVE = 64;
}
