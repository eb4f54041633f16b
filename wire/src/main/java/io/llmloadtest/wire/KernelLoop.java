package io.llmloadtest.wire;

import io.llmloadtest.wire.kernel.EpollLoop;

/**
 * A loop over epoll.
 *
 * @param events the loop itself, which opens sockets
 */
record KernelLoop(EpollLoop events) implements Loop {

    @Override
    public void execute(Runnable task) {
        events.execute(task);
    }

    @Override
    public Runnable after(long nanos, Runnable task) {
        return events.after(nanos, task);
    }

    @Override
    public boolean isCurrent() {
        return events.isCurrent();
    }

    @Override
    public boolean isEnding() {
        return events.isEnding();
    }
}
