package io.llmloadtest.truth;

import io.llmloadtest.truth.TokenStream.Progress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes the tokens of all streams from one thread, with non-blocking writes, so that a slow reader delays nobody. Streams
 * join from any thread. A stream that ended is recorded and handed to {@link Listener}.
 */
final class Engine implements Runnable {
    /** Large enough for the opening and closing of a stream, whatever its request id. */
    private static final int FRAME_BYTES = 2048;
    private static final long PAUSE_WHEN_ALL_BLOCKED_NANOS = 20_000;

    /** Hears of each stream that is over; called on the engine's thread, must not block. */
    interface Listener {
        void ended(TokenStream stream, boolean connectionUsable);
    }

    private final TruthOptions options;
    private final Listener listener;
    private final Queue<TokenStream> joining = new ConcurrentLinkedQueue<>();
    private final List<TokenStream> active = new ArrayList<>();
    private final ByteBuffer scratch;
    /** Writes that got somewhere; read to see whether a pass was in vain. */
    private long moved;
    private final Thread thread = Thread.ofPlatform().name("engine").daemon().unstarted(this);
    private volatile boolean idle;
    private volatile boolean stopped;

    Engine(TruthOptions options, Listener listener) {
        this.options = options;
        this.listener = listener;
        scratch = ByteBuffer.allocateDirect((options.chunksPerWrite() + 2) * FRAME_BYTES);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    void join(TokenStream stream) {
        joining.add(stream);
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void run() {
        switch (options.pace()) {
            case STEP -> step();
            case FLOOD -> flood();
        }
    }

    private void step() {
        long period = options.itl().toNanos();
        long ttft = options.ttft().toNanos();
        long tick = System.nanoTime();
        while (waitForStreams()) {
            long now = System.nanoTime();
            tick = later(tick + period, now);
            sleepUntil(tick);
            admit();
            long due = tick;
            active.removeIf(stream -> stream.arrival().nanoTime() + ttft - due <= 0
                    && over(stream, stream.writeOnTime(scratch)));
        }
    }

    private void flood() {
        while (waitForStreams()) {
            long before = moved;
            active.removeIf(stream -> over(stream, stream.writeMany(scratch, options.chunksPerWrite())));
            if (moved == before) {
                LockSupport.parkNanos(this, PAUSE_WHEN_ALL_BLOCKED_NANOS);
            }
        }
    }

    private boolean over(TokenStream stream, Progress progress) {
        return switch (progress) {
            case BLOCKED -> false;
            case RUNNING -> {
                moved++;
                yield false;
            }
            case ENDED, BROKEN -> {
                moved++;
                listener.ended(stream, progress == Progress.ENDED);
                yield true;
            }
        };
    }

    /** Admits who has joined and waits until there is at least one stream; false when the engine was stopped. */
    private boolean waitForStreams() {
        admit();
        while (active.isEmpty() && !stopped) {
            idle = true;
            admit(); // whoever joined before idle was set did not wake us
            if (active.isEmpty()) {
                LockSupport.park(this);
            }
            idle = false;
            admit();
        }
        return !stopped;
    }

    private void admit() {
        for (TokenStream stream = joining.poll(); stream != null; stream = joining.poll()) {
            active.add(stream);
        }
    }

    private static long later(long a, long b) {
        return a - b > 0 ? a : b;
    }

    private static void sleepUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
