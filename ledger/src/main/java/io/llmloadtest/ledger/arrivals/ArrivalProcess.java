package io.llmloadtest.ledger.arrivals;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;

/** When the requests of an open loop are meant to arrive, whatever the server does. */
public sealed interface ArrivalProcess {

    /** The highest rate, in requests per second. */
    double MOST_PER_SECOND = 1_000_000;

    /** All at the start: {@code --request-rate inf}. */
    record AtOnce() implements ArrivalProcess {}

    /**
     * Drawn by chance; equal processes give equal arrivals.
     *
     * @param profile how many per second
     * @param law how the gaps spread
     * @param seed of the draw
     */
    record Drawn(RateProfile profile, GapLaw law, long seed) implements ArrivalProcess {

        /** Arrivals of one rate. */
        public Drawn(double perSecond, GapLaw law, long seed) {
            this(new RateProfile.Steady(perSecond), law, seed);
        }
    }

    /**
     * As somebody recorded them.
     *
     * @param trace the file's name
     * @param speed how many times as fast as recorded
     */
    record Replayed(String trace, double speed) implements ArrivalProcess {
        public Replayed {
            if (!(speed > 0) || Double.isInfinite(speed)) {
                throw new IllegalArgumentException("a trace is replayed at a speed above 0");
            }
        }
    }

    /** The one rate, in requests per second; empty when it changes, or all come at once. */
    default OptionalDouble rate() {
        return this instanceof Drawn drawn ? drawn.profile().steady() : OptionalDouble.empty();
    }

    /** Whether the rate is planned to change on the way. */
    default boolean rateChanges() {
        return this instanceof Drawn drawn && drawn.profile().steady().isEmpty();
    }

    /** How the gaps spread; empty when they follow no law. */
    default Optional<GapLaw> gapLaw() {
        return this instanceof Drawn drawn ? Optional.of(drawn.law()) : Optional.empty();
    }

    /** Its published name: {@code at-once}, {@code constant}, {@code poisson}, {@code gamma} or {@code trace}. */
    default String key() {
        return switch (this) {
            case AtOnce() -> "at-once";
            case Drawn drawn -> drawn.law().key();
            case Replayed _ -> "trace";
        };
    }

    /** What it is in short: {@code inf}, a rate such as {@code 20} or {@code 1 to 10 in 60 s}, or {@code azure.csv x 2}. */
    default String text() {
        return switch (this) {
            case AtOnce() -> "inf";
            case Drawn drawn -> drawn.profile().text();
            case Replayed(String trace, double speed) ->
                speed == 1 ? trace : trace + " x " + BigDecimal.valueOf(speed).stripTrailingZeros().toPlainString();
        };
    }
}
