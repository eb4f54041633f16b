package io.llmloadtest.wire;

import java.util.concurrent.Executor;

/** The event loop of a lane: one thread that runs the tasks given to it in order. */
interface Loop extends Executor {

    /**
     * Runs a task on the loop. Any thread may call it.
     *
     * @throws java.util.concurrent.RejectedExecutionException when the loop has ended
     */
    @Override
    void execute(Runnable task);

    /** Runs a task on the loop after some time, unless what is returned is run before. Only on the loop. */
    Runnable after(long nanos, Runnable task);

    /** Whether the calling thread is the loop's. */
    boolean isCurrent();

    /** Whether the loop has been told to end. */
    boolean isEnding();
}
