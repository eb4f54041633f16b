package io.llmloadtest.ledger.arrivals;

import java.util.OptionalDouble;

/** When the requests of an open loop are meant to arrive, whatever the server does. */
public sealed interface ArrivalProcess {

    /** All at the start: {@code --request-rate inf}. */
    record AtOnce() implements ArrivalProcess {}

    /**
     * Drawn by chance; equal processes give equal arrivals.
     *
     * @param perSecond requests per second, above 0
     * @param law how the gaps spread
     * @param seed of the draw
     */
    record Drawn(double perSecond, GapLaw law, long seed) implements ArrivalProcess {
        public Drawn {
            if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
                throw new IllegalArgumentException("a rate is above 0");
            }
        }
    }

    /** Requests per second; empty when all come at once. */
    default OptionalDouble rate() {
        return this instanceof Drawn drawn ? OptionalDouble.of(drawn.perSecond()) : OptionalDouble.empty();
    }

    /** Its published name: {@code at-once}, {@code constant}, {@code poisson} or {@code gamma}. */
    default String key() {
        return switch (this) {
            case AtOnce() -> "at-once";
            case Drawn drawn -> drawn.law().key();
        };
    }
}
