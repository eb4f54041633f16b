package io.llmloadtest.load.generator;

import io.llmloadtest.model.Tick;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock and a timer in one that stand still until told to go on. One thread only. */
final class VirtualTime implements TickSource, Timer {

    private record Task(long at, long order, Runnable what) {}

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(
            Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
    private long now;
    private long scheduled;

    @Override
    public long getAsLong() {
        return now;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        tasks.add(new Task(now + delay.toNanos(), scheduled++, task));
    }

    void advance(Duration time) {
        long end = now + time.toNanos();
        while (!tasks.isEmpty() && tasks.peek().at() <= end) {
            Task next = tasks.remove();
            now = Math.max(now, next.at());
            next.what().run();
        }
        now = end;
    }

    static Tick at(Duration time) {
        return new Tick(time.toNanos());
    }
}
