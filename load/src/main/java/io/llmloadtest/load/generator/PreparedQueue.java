package io.llmloadtest.load.generator;

import io.llmloadtest.load.workload.PreparedRequest;
import io.llmloadtest.load.workload.Workload;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;

/** A supply with a thread of its own, bounded to one wave and to 64 MB. */
final class PreparedQueue implements Supply {

    private static final long MOST_BYTES = 64L << 20;
    private static final int LEAST_AHEAD = 64;

    private final Phase phase;
    private final Workload workload;
    private final Runnable more;
    private final CompletableFuture<Void> firstWave = new CompletableFuture<>();
    private final ArrayBlockingQueue<PreparedRequest> queue;
    private final Thread thread;

    private PreparedQueue(Phase phase, Workload workload, Runnable more, PreparedRequest first) {
        this.phase = phase;
        this.workload = workload;
        this.more = more;
        int byBytes = Math.clamp(MOST_BYTES / Math.max(1, first.body().length), 2, Integer.MAX_VALUE);
        queue = new ArrayBlockingQueue<>(Math.min(byBytes, Math.max(LEAST_AHEAD, phase.firstWave())));
        thread = Thread.ofPlatform().daemon().name("load-prepare").unstarted(() -> fill(first));
    }

    static Supply start(Phase phase, Workload workload, Runnable more) {
        PreparedQueue supply = new PreparedQueue(phase, workload, more,
                workload.prepare(phase.scope(), 0, phase.lengths(0)));
        supply.thread.start();
        return supply;
    }

    private void fill(PreparedRequest first) {
        int wave = Math.min(phase.firstWave(), queue.remainingCapacity());
        try {
            queue.put(first);
            for (int index = 1; !Thread.interrupted(); index++) {
                if (index >= wave) {
                    firstWave.complete(null);
                }
                more.run();
                queue.put(workload.prepare(phase.scope(), index, phase.lengths(index)));
            }
        } catch (InterruptedException _) {
            firstWave.complete(null);
        } catch (RuntimeException failure) {
            firstWave.completeExceptionally(failure);
        }
    }

    @Override
    public CompletableFuture<Void> firstWave() {
        return firstWave;
    }

    @Override
    public Optional<PreparedRequest> poll() {
        return Optional.ofNullable(queue.poll());
    }

    @Override
    public void close() {
        thread.interrupt();
        queue.clear();
    }
}
