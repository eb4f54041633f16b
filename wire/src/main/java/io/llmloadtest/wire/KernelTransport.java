package io.llmloadtest.wire;

import io.llmloadtest.wire.kernel.EpollLoop;
import io.llmloadtest.wire.kernel.Kernel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The transport on sockets whose reads the kernel stamps, for plain HTTP on Linux: what waits in a queue of ours, or for a
 * processor, is not in its stamps. In all else it does what {@link NettyTransport} does. Its instrument error is how long each
 * read came after its stamp.
 */
public final class KernelTransport extends LanedTransport {

    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final List<EpollLoop> loops;

    private KernelTransport(List<EpollLoop> loops, List<Lane> lanes, ConnectionPolicy policy, LongSupplier clock) {
        super(lanes, policy, clock);
        this.loops = List.copyOf(loops);
    }

    /** Why there can be no such transport to a target from here, in a few words for a user; empty when there can. */
    public static Optional<String> unavailable(Target target) {
        return target.tls().isPresent()
                ? Optional.of("the target is reached by TLS, whose records the kernel does not stamp")
                : Kernel.unavailable();
    }

    /**
     * Makes a transport; nothing is connected yet.
     *
     * @param loopCount the number of event loops, at least 1; a request goes to the least busy one
     * @param clock nanoseconds since the run's start, monotonic, cheap, callable from any thread
     * @throws IOException when it is {@linkplain #unavailable unavailable}, or the system has no descriptors left
     */
    public static KernelTransport open(Target target, ConnectionPolicy policy, int loopCount, LongSupplier clock)
            throws IOException {
        if (loopCount < 1) {
            throw new IllegalArgumentException("a transport needs an event loop");
        }
        Optional<String> whyNot = unavailable(target);
        if (whyNot.isPresent()) {
            throw new IOException("no kernel clock: " + whyNot.get());
        }
        RequestHead head = new RequestHead(target);
        List<EpollLoop> loops = new ArrayList<>();
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < loopCount; i++) {
            Lateness lateness = new Lateness();
            EpollLoop events = start(i, clock, loops);
            loops.add(events);
            KernelLoop loop = new KernelLoop(events);
            loop.execute(() -> lateness.sample(loop, clock, EpollLoop.COARSEST_WAIT));
            lanes.add(new Lane(loop, new Dialer(target, policy, new KernelOpener(target, events)), policy,
                    head, clock, lateness));
        }
        return new KernelTransport(loops, lanes, policy, clock);
    }

    private static EpollLoop start(int number, LongSupplier clock, List<EpollLoop> before)
            throws IOException {
        try {
            return EpollLoop.start("wire-kernel-" + number, clock);
        } catch (IOException e) {
            before.forEach(EpollLoop::end);
            throw e;
        }
    }

    @Override
    public ClientClock clientClock() {
        return ClientClock.KERNEL;
    }

    @Override
    public long unstampedReads() {
        return loops.stream().mapToLong(EpollLoop::unusableStamps).sum();
    }

    @Override
    public void close() {
        boolean fromLoop = closeLanes();
        loops.forEach(EpollLoop::end);
        if (fromLoop) {
            return;
        }
        try {
            for (EpollLoop loop : loops) {
                loop.join(GOODBYE);
            }
        } catch (InterruptedException _) {
            // what is left of the loops ends by itself
            Thread.currentThread().interrupt();
        }
    }
}
