package io.llmloadtest.load.generator;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.GapLaw;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The arrivals of a process, one after the other. The first comes one gap after the start. */
interface Arrivals {

    /** When the next request arrives, from the start on. */
    Duration next();

    /** The arrivals of {@code process}, the same each time. */
    static Arrivals of(ArrivalProcess process) {
        return switch (process) {
            case ArrivalProcess.AtOnce() -> () -> Duration.ZERO;
            case ArrivalProcess.Drawn drawn -> new Drawn(drawn);
        };
    }

    /** Gaps drawn from a law. */
    final class Drawn implements Arrivals {

        private static final double LONGEST_SECONDS = 1e9;

        private final ArrivalProcess.Drawn process;
        private final RandomGenerator random;
        private double seconds;

        private Drawn(ArrivalProcess.Drawn process) {
            this.process = process;
            random = new SplittableRandom(process.seed());
        }

        @Override
        public Duration next() {
            seconds = Math.min(LONGEST_SECONDS, seconds + gap() / process.perSecond());
            return Duration.ofNanos(Math.round(seconds * 1e9));
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
