package io.llmloadtest.load.generator;

import io.llmloadtest.model.Tick;
import java.util.function.LongSupplier;

/** The client's monotonic clock, in nanoseconds since the run began. Transport and generator must share one. */
@FunctionalInterface
public interface TickSource extends LongSupplier {

    /** Now. */
    default Tick now() {
        return new Tick(getAsLong());
    }

    /** The JVM's monotonic clock, with this moment as zero. */
    static TickSource startingNow() {
        long zero = System.nanoTime();
        return () -> System.nanoTime() - zero;
    }
}
