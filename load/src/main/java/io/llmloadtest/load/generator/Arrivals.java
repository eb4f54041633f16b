package io.llmloadtest.load.generator;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.GapLaw;
import io.llmloadtest.load.plan.LoadShape;
import java.time.Duration;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.random.RandomGenerator;

/**
 * The arrivals of an open loop, one after the other. The first that is drawn comes one gap after the start, the first of a
 * trace at once.
 */
interface Arrivals {

    /** When the next request arrives, from the start on; empty when none does any more. */
    Optional<Duration> next();

    /** The arrivals of {@code process}, the same each time. */
    static Arrivals of(ArrivalProcess process) {
        return switch (process) {
            case ArrivalProcess.AtOnce() -> () -> Optional.of(Duration.ZERO);
            case ArrivalProcess.Drawn drawn -> new Drawn(drawn);
            case ArrivalProcess.Replayed replayed ->
                throw new IllegalArgumentException("the arrivals of " + replayed.trace() + " are in the trace");
        };
    }

    /** The arrivals of a trace. */
    static Arrivals of(LoadShape.Replay replay) {
        PrimitiveIterator.OfInt indices = IntStream.range(0, replay.trace().size()).iterator();
        return () -> indices.hasNext() ? Optional.of(replay.offset(indices.nextInt())) : Optional.empty();
    }

    /** Gaps drawn from a law. */
    final class Drawn implements Arrivals {

        private static final double LONGEST_SECONDS = 1e9;

        private final ArrivalProcess.Drawn process;
        private final RandomGenerator random;
        private double seconds;
        private int ordinal;

        private Drawn(ArrivalProcess.Drawn process) {
            this.process = process;
            random = new SplittableRandom(process.seed());
        }

        @Override
        public Optional<Duration> next() {
            seconds = process.profile().after(ordinal++, seconds, gap());
            return seconds > LONGEST_SECONDS
                    ? Optional.empty()
                    : Optional.of(Duration.ofNanos(Math.round(seconds * 1e9)));
        }

        private double gap() {
            return switch (process.law()) {
                case GapLaw.Constant() -> 1;
                case GapLaw.Gamma(double shape) -> shape == 1 ? random.nextExponential() : gamma(shape) / shape;
            };
        }

        /** Marsaglia and Tsang's method (2000); a shape below 1 is reached from one above by a power of a uniform. */
        private double gamma(double shape) {
            if (shape < 1) {
                return gamma(shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
            }
            double d = shape - 1.0 / 3;
            double c = 1 / Math.sqrt(9 * d);
            while (true) {
                double x = random.nextGaussian();
                double v = Math.pow(1 + c * x, 3);
                if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                    return d * v;
                }
            }
        }
    }
}
