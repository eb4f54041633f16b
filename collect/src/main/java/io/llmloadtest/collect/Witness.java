package io.llmloadtest.collect;

import java.time.Duration;

/**
 * Somebody beside the client who saw the run: a metrics page, a log. A witness never fails the run: whatever stands in its
 * way becomes part of its testimony. Live witnesses and those read back from a run folder keep the same contract.
 *
 * <p>The order of calls is: {@link #open}, {@link #mark} for each boundary in order, {@link #between} for any two marked
 * boundaries, {@link #close}.
 *
 * @param <A> what it says of its own availability
 * @param <T> what it testifies
 */
public interface Witness<A, T> extends AutoCloseable {

    /** Looks whether there is anything to see, and begins to watch. Bounded in time; never throws. */
    A open();

    /**
     * A boundary is reached: nothing of ours is in flight. A witness of counters waits here until they are at rest, for a
     * bounded time, and remembers where they stand.
     *
     * @param index the boundary's place in the run, from 0
     * @param done our own work since the first boundary
     * @return the boundary, stamped when the witness had seen enough of it
     */
    Boundary mark(int index, OwnWork done);

    /**
     * What it saw between two boundaries.
     *
     * @param from the earlier boundary
     * @param to the later one
     * @param atMost how long it may take to bring the testimony up to {@code to}
     */
    T between(Boundary from, Boundary to, Duration atMost);

    /** Stops watching. */
    @Override
    void close();
}
