package io.llmloadtest.load.generator;

import java.util.ArrayList;
import java.util.List;

/** A user's wish to end the run early, given once, from any thread; a shutdown hook or a signal handler for one. */
public final class StopSignal {

    private final List<Runnable> waiting = new ArrayList<>();
    private boolean stopped;

    /** Ends the run: nothing new is sent from now on. Giving it again does nothing. */
    public void stop() {
        List<Runnable> tasks;
        synchronized (this) {
            stopped = true;
            tasks = List.copyOf(waiting);
            waiting.clear();
        }
        tasks.forEach(Runnable::run);
    }

    /** Whether it was given. */
    public synchronized boolean isStopped() {
        return stopped;
    }

    /** Runs {@code task} when it is given, or at once when it was. */
    public void onStop(Runnable task) {
        synchronized (this) {
            if (!stopped) {
                waiting.add(task);
                return;
            }
        }
        task.run();
    }

    /** Forgets a task. */
    synchronized void forget(Runnable task) {
        waiting.remove(task);
    }
}
