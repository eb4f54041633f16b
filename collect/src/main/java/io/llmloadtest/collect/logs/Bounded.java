package io.llmloadtest.collect.logs;

import io.llmloadtest.evidence.logs.LogAvailability.Problem;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls that must not take longer than they may. The work is done by a thread of its own that can be left behind: a client
 * library's time-outs count from byte to byte and do not hold when a peer dribbles.
 */
final class Bounded {

    private Bounded() {
    }

    /** The result of {@code work}, or its own exception, or {@link Problem#TIMED_OUT}. */
    static <T> T call(Duration atMost, Callable<T> work) throws IllegibleException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().name("docker-call").start(task);
        try {
            return task.get(Math.max(1, atMost.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            task.cancel(true);
            throw new IllegibleException(Problem.TIMED_OUT, "no answer within " + atMost.toMillis() + " ms");
        } catch (InterruptedException _) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegibleException(Problem.TIMED_OUT, "interrupted");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof IllegibleException known ? known : EngineFailures.read(cause);
        }
    }
}
