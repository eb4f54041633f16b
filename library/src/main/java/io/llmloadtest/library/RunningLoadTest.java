package io.llmloadtest.library;

import io.llmloadtest.load.generator.StopSignal;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.runner.LoadTest;
import io.llmloadtest.runner.RunEvent;
import io.llmloadtest.runner.RunReport;
import io.llmloadtest.runner.RunRequest;
import io.llmloadtest.runner.UnusableTargetException;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A load test that is under way. All methods may be called from any thread.
 *
 * <pre>{@code
 * RunningLoadTest running = test.start();
 * running.stop();                    // early, when enough was seen
 * Result result = running.await();   // what was measured until then
 * }</pre>
 */
public final class RunningLoadTest {

    private final StopSignal stop = new StopSignal();
    private final FutureTask<Result> run;
    private final Thread thread;
    private volatile boolean loading;

    private RunningLoadTest(RunRequest request) {
        LoadTest test = new LoadTest(request, this::heard, stop);
        run = new FutureTask<>(() -> result(test));
        thread = Thread.ofPlatform().name("load-test").daemon().unstarted(run);
    }

    static RunningLoadTest start(RunRequest request) {
        RunningLoadTest running = new RunningLoadTest(request);
        running.thread.start();
        return running;
    }

    private void heard(RunEvent event) {
        if (event instanceof RunEvent.PhaseStarted) {
            loading = true;
        }
    }

    private static Result result(LoadTest test) throws InterruptedException {
        try {
            RunReport report = test.run();
            return new Result(report.folder(), report.document());
        } catch (UnusableTargetException unusable) {
            throw new UnusableServerException(unusable.problem().message(), unusable);
        } catch (IllegalPlanException impossible) {
            throw new IllegalSettingException(impossible);
        } catch (IOException disk) {
            throw new RunNotRecordedException("the run could not be recorded: " + disk.getMessage(), disk);
        }
    }

    /**
     * Ends the test early: no new request is sent, those in flight get a moment, and the result is what was measured, marked as
     * interrupted. Before the first request there is nothing to keep, and {@link #await()} throws.
     */
    public void stop() {
        stop.stop();
        if (!loading) {
            thread.interrupt();
        }
    }

    /** Whether it has come to its end, good or bad. */
    public boolean isOver() {
        return run.isDone();
    }

    /**
     * Waits for the result. Once it is there it may be asked for again.
     *
     * @throws IllegalSettingException when this machine cannot hold the load, or a file of prompts cannot be used
     * @throws UnusableServerException when the server cannot be tested
     * @throws RunNotRecordedException when the run folder cannot be written
     * @throws InterruptedException when this thread was interrupted, and the test is stopped then; or when it was stopped before
     *     anything was measured
     */
    public Result await() throws InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException failed) {
            if (stop.isStopped() && !loading) {
                throw new InterruptedException("the load test was stopped before anything was measured");
            }
            if (failed.getCause() instanceof LoadTestException said) {
                throw said;
            }
            throw new BrokenLoadTestException(Objects.requireNonNullElse(failed.getCause(), failed));
        } catch (InterruptedException interrupted) {
            stop();
            thread.join(); // until the run folder is whole, or a second interruption
            throw interrupted;
        }
    }
}
