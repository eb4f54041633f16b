package io.llmloadtest.ledger.file;

import io.llmloadtest.ledger.Account;
import io.llmloadtest.ledger.BoundaryNote;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.LoadListener;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.SentNote;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the books of a live run and writes its ledger, on a thread of its own. The event loop only hands over. What waits
 * here is bounded by {@link #hasRoom()}: when the disk cannot follow, no new request is sent, and nothing is dropped.
 * A ledger that cannot be written any more fails {@link #settle()}, not the load.
 */
public final class Recorder implements LoadListener, AutoCloseable {

    private static final long MOST_WAITING_BYTES = 64L << 20;
    private static final long FLUSH_MILLIS = 100;

    private final LinkedBlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final CompletableFuture<Account> broken = new CompletableFuture<>();
    private final Account account;
    private final LedgerWriter writer;
    private final Thread thread;

    private sealed interface Entry {

        record Event(LedgerEvent event) implements Entry {}

        record Request(RequestRecord request) implements Entry {}

        record Settled(CompletableFuture<Account> done) implements Entry {}

        record Closed() implements Entry {}
    }

    private Recorder(LedgerWriter writer, Account account) {
        this.writer = writer;
        this.account = account;
        this.thread = Thread.ofPlatform().name("recorder").daemon().unstarted(this::run);
    }

    /** Begins to record into {@code writer}, which becomes the recorder's own. */
    public static Recorder start(LedgerWriter writer, GoodputLimits limits) {
        return start(writer, new Account(limits));
    }

    /** Begins to record into {@code writer} and to book into {@code account}; both become the recorder's own. */
    public static Recorder start(LedgerWriter writer, Account account) {
        Recorder recorder = new Recorder(writer, account);
        recorder.thread.start();
        return recorder;
    }

    @Override
    public void sent(SentNote note) {
        queue.add(new Entry.Event(new LedgerEvent.Sent(note)));
    }

    @Override
    public void ended(RequestRecord request) {
        waitingBytes.addAndGet(weight(request));
        queue.add(new Entry.Request(request));
    }

    @Override
    public boolean hasRoom() {
        return waitingBytes.get() < MOST_WAITING_BYTES;
    }

    /** Notes that both clocks were read. */
    public void clock(ClockTrack.Pair pair) {
        queue.add(new Entry.Event(new LedgerEvent.Clock(pair)));
    }

    /** Notes that a boundary was reached. */
    public void boundary(BoundaryNote note) {
        queue.add(new Entry.Event(new LedgerEvent.Boundary(note)));
    }

    /** Notes that a phase begins. */
    public void opened(Scope scope, OptionalInt concurrency, Optional<ArrivalProcess> arrivals, OptionalLong requests,
            int firstBoundary, Tick at) {
        queue.add(new Entry.Event(
                new LedgerEvent.PhaseOpened(scope, concurrency, arrivals, requests, firstBoundary, at)));
    }

    /** Notes that a phase is over. */
    public void closed(PhaseNote note) {
        queue.add(new Entry.Event(new LedgerEvent.PhaseClosed(note)));
    }

    /**
     * Waits until everything handed over so far is booked and on its way to the disk.
     *
     * @return the books; they change again with the next event, so read them while nothing is going on
     * @throws UncheckedIOException when the ledger could not be written
     */
    public Account settle() {
        CompletableFuture<Account> done = new CompletableFuture<>();
        queue.add(new Entry.Settled(done));
        try {
            return done.applyToEither(broken, account -> account).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof UncheckedIOException disk) {
                throw disk;
            }
            throw new IllegalStateException("the ledger is broken: " + failed.getCause(), failed);
        }
    }

    /** Writes what is left and closes the files. */
    @Override
    public void close() {
        queue.add(new Entry.Closed());
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever goes wrong in here ends the recording, and {@link #settle()} tells: nobody waits for a dead thread. */
    private void run() {
        try {
            work();
        } catch (RuntimeException | Error failed) {
            broken.completeExceptionally(failed);
            throw failed;
        }
        broken.completeExceptionally(new IllegalStateException("the recorder is closed"));
    }

    private void work() {
        Disk disk = new Disk(writer);
        boolean open = true;
        while (open) {
            Entry next = take();
            switch (next) {
                case Entry.Event(LedgerEvent event) -> {
                    book(event);
                    disk.write(out -> out.append(event));
                }
                case Entry.Request(RequestRecord request) -> {
                    account.add(request);
                    disk.write(out -> out.append(request));
                    waitingBytes.addAndGet(-weight(request));
                }
                case Entry.Settled(CompletableFuture<Account> done) -> {
                    disk.write(LedgerWriter::flush);
                    disk.settle(done, account);
                }
                case Entry.Closed() -> open = false;
            }
            disk.flushWhenDue();
        }
        disk.close();
    }

    private Entry take() {
        try {
            Entry next = queue.poll(FLUSH_MILLIS, TimeUnit.MILLISECONDS);
            return next == null ? new Entry.Settled(new CompletableFuture<>()) : next;
        } catch (InterruptedException interrupted) {
            return new Entry.Closed();
        }
    }

    private void book(LedgerEvent event) {
        switch (event) {
            case LedgerEvent.Clock(var pair) -> account.add(pair);
            case LedgerEvent.Boundary(var note) -> account.add(note);
            case LedgerEvent.PhaseClosed(var note) -> account.add(note);
            case LedgerEvent.PhaseOpened _,LedgerEvent.Sent _,LedgerEvent.Ended _ -> {
                // booked when they end
            }
        }
    }

    private static long weight(RequestRecord request) {
        return 500 + request.chunks().size() * 13L;
    }

    @FunctionalInterface
    private interface Writing {

        void to(LedgerWriter writer) throws IOException;
    }

    /** The disk side: remembers the first failure instead of throwing into the booking. */
    private static final class Disk {

        private final LedgerWriter writer;
        private long flushedAt = System.nanoTime();
        private Optional<IOException> failure = Optional.empty();

        private Disk(LedgerWriter writer) {
            this.writer = writer;
        }

        private void write(Writing writing) {
            if (failure.isPresent()) {
                return;
            }
            try {
                writing.to(writer);
            } catch (IOException failed) {
                failure = Optional.of(failed);
            }
        }

        private void flushWhenDue() {
            long now = System.nanoTime();
            if (now - flushedAt > FLUSH_MILLIS * 1_000_000) {
                write(LedgerWriter::flush);
                flushedAt = now;
            }
        }

        private void settle(CompletableFuture<Account> done, Account account) {
            failure.ifPresentOrElse(failed -> done.completeExceptionally(new UncheckedIOException(failed)),
                    () -> done.complete(account));
        }

        private void close() {
            write(LedgerWriter::close);
        }
    }
}
