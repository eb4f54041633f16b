package io.llmloadtest.wire;

import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A loop of Netty's.
 *
 * @param events the loop itself, which channels are registered with
 */
record NettyLoop(EventLoop events) implements Loop {

    @Override
    public void execute(Runnable task) {
        events.execute(task);
    }

    @Override
    public Runnable after(long nanos, Runnable task) {
        Future<?> running = events.schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> running.cancel(false);
    }

    @Override
    public boolean isCurrent() {
        return events.inEventLoop();
    }

    @Override
    public boolean isEnding() {
        return events.isShuttingDown();
    }
}
