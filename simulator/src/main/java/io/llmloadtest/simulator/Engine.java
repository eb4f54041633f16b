package io.llmloadtest.simulator;

import io.llmloadtest.simulator.Scheduler.Plan;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The engine's thread: takes orders and cancellations between steps, lets each step last as long as its batch is large, and hands the outcome on. A
 * cancellation in the middle of a step is seen after it, as in vLLM, so that the step's token is still counted.
 */
final class Engine implements AutoCloseable {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long SHORTEST_WAIT_NANOS = 1_000_000L;

    private final SimulatorConfig config;
    private final Scheduler scheduler;
    private final LongSupplier clock;
    private final Consumer<Step> listener;
    private final Queue<Runnable> inbox = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    Engine(SimulatorConfig config, TruthBook truth, LongSupplier clock, Consumer<Step> listener) {
        this.config = config;
        this.clock = clock;
        this.listener = listener;
        scheduler = new Scheduler(config, truth);
        thread = Thread.ofPlatform().name("simulated-engine").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void submit(Sequence.Order order) {
        tell(() -> scheduler.add(order));
    }

    void abort(Recipient owner) {
        tell(() -> {
            scheduler.abort(owner);
            // V1 before 0.10.2 kept in its gauges what the last step had said (vllm-project/vllm#22545).
            if (config.version().engineV0() || config.version().atLeast(0, 10, 2)) {
                listener.accept(scheduler.standstill());
            }
        });
    }

    private void tell(Runnable message) {
        inbox.add(message);
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            for (Runnable message = inbox.poll(); message != null; message = inbox.poll()) {
                message.run();
            }
            long start = clock.getAsLong();
            Plan plan = scheduler.plan(start);
            if (plan.isEmpty()) {
                awaitWork(start);
            } else {
                parkUntil(start + duration(plan));
                listener.accept(scheduler.complete(plan, clock.getAsLong()));
            }
        }
        scheduler.abandon();
    }

    private void awaitWork(long now) {
        long wait = Math.max(0, scheduler.nextStart().orElse(Long.MAX_VALUE) - now);
        if (inbox.isEmpty() && !closed) {
            LockSupport.parkNanos(this, wait == 0 ? Math.max(SHORTEST_WAIT_NANOS, config.stepTime().toNanos()) : wait);
        }
    }

    private void parkUntil(long deadline) {
        for (long left = deadline - clock.getAsLong(); left > 0 && !closed; left = deadline - clock.getAsLong()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private long duration(Plan plan) {
        return config.stepTime().toNanos() + config.stepTimePerSequence().toNanos() * plan.sequences()
                + plan.promptTokens() * NANOS_PER_SECOND / config.prefillTokensPerSecond();
    }

    /** Drops everything; returns when the thread has ended, so that nothing is handed on afterwards. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
