package io.llmloadtest.cli;

import io.llmloadtest.load.generator.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** While it is open, a process that is asked to end stops its run first, lets it come to its end, and then goes. */
final class StopOnExit implements AutoCloseable {

    private static final long LONGEST_STOP_SECONDS = 60;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    private StopOnExit(StopSignal stop) {
        hook = new Thread(() -> stopAndWait(stop, finished), "stop");
    }

    /** Passes an end of the process on to {@code stop}. */
    static StopOnExit of(StopSignal stop) {
        StopOnExit open = new StopOnExit(stop);
        Runtime.getRuntime().addShutdownHook(open.hook);
        return open;
    }

    /** Runs when the process is asked to end: the run comes to its end, then the process does, with the right code. */
    private static void stopAndWait(StopSignal stop, CountDownLatch finished) {
        stop.stop();
        try {
            if (finished.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                System.out.flush();
                System.err.flush();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            // the hook is running: it ends the process
        }
    }
}
