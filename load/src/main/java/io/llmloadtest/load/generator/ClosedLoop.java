package io.llmloadtest.load.generator;

import io.llmloadtest.ledger.LoadListener;
import io.llmloadtest.load.workload.Workload;
import io.llmloadtest.wire.Transport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The generator that keeps a fixed number of requests in flight, or of conversations going: the end of one sends the next. Phases are run one after
 * the other; a phase has ended when all its requests have.
 *
 * <pre>{@code
 * try (Timer.Threaded timer = Timer.threaded()) {
 *     ClosedLoop loop = new ClosedLoop(timer, new Progress());
 *     PhaseResult result = loop.run(Phase.level(plan, level), workload, transport, ticks, listener, stop);
 * }
 * }</pre>
 *
 * <p>The listener is called on event loops, for the first wave also on the caller's thread, and never twice at a time for
 * {@code sent}.
 */
public final class ClosedLoop {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(30);

    private final Timer timer;
    private final Progress progress;
    private final Supply.Factory supplies;

    /** A generator that tells {@code progress} how it gets on. */
    public ClosedLoop(Timer timer, Progress progress) {
        this(timer, progress, PreparedQueue::start);
    }

    ClosedLoop(Timer timer, Progress progress, Supply.Factory supplies) {
        this.timer = timer;
        this.progress = progress;
        this.supplies = supplies;
    }

    /** Runs one phase to its end and waits for it; see {@link #start}. */
    public PhaseResult run(Phase phase, Workload workload, Transport transport, TickSource ticks, LoadListener listener,
            StopSignal stop) {
        return start(phase, workload, transport, ticks, listener, stop).join();
    }

    /**
     * Runs one phase: opens a connection for each request in flight and prepares the first wave, then starts the clock,
     * sends until the number or the time is reached or {@code stop} is given, and lets requests in flight come to their
     * end. The result always comes: requests that a defective transport never ends are counted as unaccounted.
     */
    public CompletableFuture<PhaseResult> start(Phase phase, Workload workload, Transport transport, TickSource ticks,
            LoadListener listener, StopSignal stop) {
        progress.begin(phase);
        Drive drive = new Drive(phase, workload, transport, ticks, listener, stop, timer, progress);
        Supply supply = supplies.start(phase, workload, drive::supplied);
        CompletableFuture<Integer> warmed = new CompletableFuture<>();
        transport.warm(phase.firstWave())
                .whenComplete((open, failure) -> warmed.complete(failure == null ? open : Integer.valueOf(0)));
        timer.after(LONGEST_CONNECT, () -> warmed.complete(0));
        var _ = supply.firstWave().thenCombine(warmed, (_, open) -> open).whenComplete((open, failure) -> {
            if (failure == null) {
                drive.begin(supply, open);
            } else {
                drive.fail(failure);
            }
        });
        return drive.result().whenComplete((_, _) -> supply.close());
    }
}
