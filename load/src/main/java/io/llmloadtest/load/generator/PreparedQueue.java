package io.llmloadtest.load.generator;

import io.llmloadtest.load.workload.PreparedRequest;
import io.llmloadtest.load.workload.Workload;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** A supply with a thread of its own, bounded to one wave and to 64 MB of bodies, or one body that is larger. */
final class PreparedQueue implements Supply {

    private static final int MOST_BYTES = 64 << 20;
    private static final int LEAST_AHEAD = 64;

    private final Phase phase;
    private final Workload workload;
    private final Runnable more;
    private final CompletableFuture<Void> firstWave = new CompletableFuture<>();
    private final ArrayBlockingQueue<PreparedRequest> queue;
    private final Semaphore freeBytes = new Semaphore(MOST_BYTES);
    private final Thread thread;

    private PreparedQueue(Phase phase, Workload workload, Runnable more, PreparedRequest first) {
        this.phase = phase;
        this.workload = workload;
        this.more = more;
        queue = new ArrayBlockingQueue<>(Math.max(LEAST_AHEAD, phase.firstWave()));
        thread = Thread.ofPlatform().daemon().name("load-prepare").unstarted(() -> fill(first));
    }

    static Supply start(Phase phase, Workload workload, Runnable more) {
        PreparedQueue supply = new PreparedQueue(phase, workload, more,
                workload.prepare(phase.scope(), 0, phase.lengths(0)));
        supply.thread.start();
        return supply;
    }

    private void fill(PreparedRequest first) {
        try {
            put(first);
            for (int index = 1; !Thread.interrupted(); index++) {
                if (index >= phase.firstWave()) {
                    firstWave.complete(null);
                }
                more.run();
                put(workload.prepare(phase.scope(), index, phase.lengths(index)));
            }
        } catch (InterruptedException _) {
            firstWave.complete(null);
        } catch (RuntimeException failure) {
            firstWave.completeExceptionally(failure);
        }
    }

    private void put(PreparedRequest body) throws InterruptedException {
        if (!freeBytes.tryAcquire(size(body))) {
            // room comes only when bodies are taken, and the first is taken only when the wave is said to be there
            firstWave.complete(null);
            freeBytes.acquire(size(body));
        }
        queue.put(body);
    }

    private static int size(PreparedRequest body) {
        return Math.min(MOST_BYTES, body.body().length);
    }

    @Override
    public CompletableFuture<Void> firstWave() {
        return firstWave;
    }

    @Override
    public Optional<PreparedRequest> poll() {
        PreparedRequest body = queue.poll();
        if (body != null) {
            freeBytes.release(size(body));
        }
        return Optional.ofNullable(body);
    }

    @Override
    public void close() {
        thread.interrupt();
        queue.clear();
    }
}
