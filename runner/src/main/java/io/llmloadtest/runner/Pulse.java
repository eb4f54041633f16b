package io.llmloadtest.runner;

import java.time.Duration;

/** Runs a small task again and again beside the load, on a thread of its own, until it is closed. */
final class Pulse implements AutoCloseable {

    private final Thread thread;

    private Pulse(Thread thread) {
        this.thread = thread;
    }

    /** Runs {@code task} now and then after each {@code every}. */
    static Pulse every(Duration every, String name, Runnable task) {
        Pulse pulse = new Pulse(Thread.ofPlatform().daemon().name(name).unstarted(() -> beat(every, task)));
        pulse.thread.start();
        return pulse;
    }

    private static void beat(Duration every, Runnable task) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                task.run();
                Thread.sleep(every);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
