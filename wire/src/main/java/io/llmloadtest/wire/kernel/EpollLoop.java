package io.llmloadtest.wire.kernel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * An event loop over epoll: one daemon thread that works through sockets, tasks and timers. {@link #execute}, {@link #end} and
 * {@link #join} may be called from any thread, everything else on the loop only.
 */
public final class EpollLoop implements Executor {

    /** By how much a wait may be longer than asked: {@code epoll_wait} counts milliseconds. */
    public static final Duration COARSEST_WAIT = Duration.ofMillis(1);

    private static final int READY_AT_ONCE = 256;
    private static final int TASKS_AT_ONCE = 1024;

    private final LongSupplier client;
    private final StampClock stamps;
    private final Sockets sockets;
    private final Thread thread;
    private final Timers timers = new Timers();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean ending;
    private volatile boolean ended;
    private volatile long unusableStamps;

    private EpollLoop(String name, LongSupplier client) throws IOException {
        this.client = client;
        this.sockets = new Sockets(READY_AT_ONCE);
        this.stamps = new StampClock(client, sockets::wallNanos);
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    /**
     * Starts a loop.
     *
     * @param name the name of its thread
     * @param client the client's clock, monotonic, in nanoseconds; the stamps are on it
     * @throws IOException when the system has no descriptors left for it
     */
    public static EpollLoop start(String name, LongSupplier client) throws IOException {
        EpollLoop loop = new EpollLoop(name, client);
        loop.thread.start();
        return loop;
    }

    /**
     * Runs a task on the loop, after those given before.
     *
     * @throws RejectedExecutionException when the loop has ended
     */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (ended && tasks.remove(task)) {
            throw new RejectedExecutionException("the loop has ended");
        }
        if (!isCurrent()) {
            wake();
        }
    }

    private void wake() {
        if (woken.compareAndSet(false, true)) {
            sockets.wake();
        }
    }

    /** Runs a task after some time; what is returned takes it back. */
    public Runnable after(long nanos, Runnable task) {
        return timers.add(System.nanoTime() + nanos, task);
    }

    /** Whether the calling thread is the loop's. */
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Whether {@link #end} was called. */
    public boolean isEnding() {
        return ending;
    }

    /** Has the loop end once it has no more tasks; sockets that are open then are closed. Calling it twice does nothing. */
    public void end() {
        ending = true;
        wake();
    }

    /** Waits until the loop has ended. */
    public void join(Duration atMost) throws InterruptedException {
        var _ = thread.join(atMost);
    }

    /**
     * Opens a connection, without Nagle's delay and with keep-alive probes.
     *
     * @param timeout how long it may take
     * @param events told of everything, never before this method has returned
     * @throws IOException when it fails at once
     */
    public KernelSocket connect(InetSocketAddress address, Duration timeout, SocketEvents events) throws IOException {
        int fd = sockets.connect(address);
        KernelSocket socket = new KernelSocket(this, sockets, fd, events);
        sockets.register(fd, socket);
        socket.timedBy(after(timeout.toNanos(),
                () -> socket.notConnected(new SocketTimeoutException("connect timed out"))));
        return socket;
    }

    /** How many reads have had no usable stamp of the kernel and got the moment of the read instead. For any thread. */
    public long unusableStamps() {
        return unusableStamps;
    }

    long clientNanos() {
        return client.getAsLong();
    }

    /** The stamp of the read that was just made, which cannot be before {@code earliest}. */
    long stamp(long earliest) {
        stamps.look();
        long stamp = stamps.of(sockets.read().kernelNanos(), earliest);
        unusableStamps = stamps.unusable();
        return stamp;
    }

    private void run() {
        try {
            while (!ending || !tasks.isEmpty()) {
                turn();
            }
        } finally {
            tidyUp();
        }
    }

    private void turn() {
        int ready = sockets.await(tasks.isEmpty() && !ending ? timers.millisToNext(System.nanoTime()) : 0);
        for (int i = 0; i < ready; i++) {
            KernelSocket socket = sockets.ready(i);
            if (socket != null) {
                serve(socket, sockets.readyFor(i));
            }
        }
        runTasks();
        long now = System.nanoTime();
        for (Optional<Runnable> due = timers.pollDue(now); due.isPresent(); due = timers.pollDue(now)) {
            run(due.get());
        }
        sockets.closeDiscarded();
    }

    private static void serve(KernelSocket socket, int flags) {
        try {
            socket.ready(flags);
        } catch (RuntimeException | Error e) {
            report(e);
            run(() -> socket.abandon(new IOException(e)));
        }
    }

    private void runTasks() {
        // before the queue is looked at: whoever adds a task after that look wakes the loop once more
        woken.set(false);
        for (int i = 0; i < TASKS_AT_ONCE; i++) {
            Runnable task = tasks.poll();
            if (task == null) {
                return;
            }
            run(task);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            report(e);
        }
    }

    /** One task's or socket's failure must not take the loop and all the others with it. */
    private static void report(Throwable e) {
        Thread current = Thread.currentThread();
        current.getUncaughtExceptionHandler().uncaughtException(current, e);
    }

    private void tidyUp() {
        for (KernelSocket socket : sockets.all()) {
            run(() -> socket.abandon(new ClosedChannelException()));
        }
        ended = true;
        // given between the last turn and now; what comes later is refused
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            run(task);
        }
        for (KernelSocket socket : sockets.all()) {
            socket.close();
        }
        sockets.close();
    }
}
