package io.llmloadtest.load.plan;

import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/** Draws from a bell that is cut where a range ends. The arithmetic is the same on every machine and every JDK. */
final class Bell {

    private static final int TRIES = 200;

    private Bell() {
    }

    /**
     * Draws until a length lies in {@code range}: what is cut off is spread over the rest, not heaped at its ends. A range
     * far out in the tail gives its nearest length in the end.
     */
    static int draw(RandomGenerator random, LengthRange range, LengthRange room, DoubleUnaryOperator length) {
        double drawn = 0;
        for (int i = 0; i < TRIES; i++) {
            drawn = Math.rint(length.applyAsDouble(standard(random)));
            if (range.has(drawn) && room.has(drawn)) {
                return (int) drawn;
            }
        }
        return room.nearest(range.nearest((long) drawn));
    }

    /** A standard normal deviate, by Box and Muller. */
    private static double standard(RandomGenerator random) {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }
}
