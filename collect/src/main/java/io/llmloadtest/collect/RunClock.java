package io.llmloadtest.collect;

import io.llmloadtest.model.Tick;
import java.time.Duration;
import java.time.Instant;

/** Both clocks of this machine, and a way to let time pass. A parameter, so that tests do not sleep. */
public interface RunClock {

    /** The client's monotonic clock, counted from the run's start. */
    Tick tick();

    /** The wall clock, as fine as the machine tells it. */
    Instant wall();

    /**
     * Lets time pass.
     *
     * @param duration how long; nothing happens when it is zero or negative
     * @throws InterruptedException when somebody wants this thread to end
     */
    void pause(Duration duration) throws InterruptedException;

    /**
     * Lets time pass up to a moment of the wall clock. An interruption ends the wait and stays with the thread.
     *
     * @param moment until when; nothing happens when it is past
     * @param atMost the longest wait
     */
    default void pauseUntil(Instant moment, Duration atMost) {
        Duration left = Duration.between(wall(), moment);
        try {
            pause(left.compareTo(atMost) < 0 ? left : atMost);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A boundary that lies here and now. */
    default Boundary boundary(int index) {
        return new Boundary(index, tick(), wall());
    }

    /**
     * The machine's clocks.
     *
     * @param startNanos {@link System#nanoTime()} at the run's start
     */
    static RunClock system(long startNanos) {
        return new RunClock() {
            @Override
            public Tick tick() {
                return new Tick(System.nanoTime() - startNanos);
            }

            @Override
            public Instant wall() {
                return Instant.now();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                Thread.sleep(duration);
            }
        };
    }
}
