package io.llmloadtest.wire;

import io.llmloadtest.wire.kernel.EpollLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Opens sockets whose reads the kernel stamps.
 *
 * @param target for the words of a failure
 * @param loop where the sockets live
 */
record KernelOpener(Target target, EpollLoop loop) implements Opener {

    @Override
    public void open(Lane lane, InetSocketAddress address, Duration timeout, Outcome outcome) {
        try {
            var _ = new KernelLink(lane, loop, address, timeout, target, outcome);
        } catch (IOException e) {
            // told later, so that a caller who tries again does not go deeper each time
            loop.execute(() -> outcome.failed(Failures.connect(e, target)));
        }
    }
}
