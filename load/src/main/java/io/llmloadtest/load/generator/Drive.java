package io.llmloadtest.load.generator;

import io.llmloadtest.ledger.LoadListener;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.SentNote;
import io.llmloadtest.ledger.arrivals.IssuedArrivals;
import io.llmloadtest.load.workload.PreparedRequest;
import io.llmloadtest.load.workload.Workload;
import io.llmloadtest.model.Tick;
import io.llmloadtest.wire.Exchange;
import io.llmloadtest.wire.Transport;
import io.llmloadtest.wire.WireRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One phase as it runs. Whatever happens (an end, a body, a timer, a stop) calls {@link #pump}, which sends what may be
 * sent. Only one thread pumps at a time: another one that comes leaves a mark and goes, and the first goes round again, so
 * no thread waits and nothing is missed.
 */
final class Drive {

    private static final Duration ROOM_POLL = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Phase phase;
    private final Workload workload;
    private final Transport transport;
    private final TickSource ticks;
    private final LoadListener listener;
    private final StopSignal stop;
    private final Timer timer;
    private final Progress progress;
    private final Trial trial;
    private final CompletableFuture<PhaseResult> result = new CompletableFuture<>();
    private final Runnable onStop = this::stopped;

    private final AtomicInteger pumping = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean hungry;
    private volatile boolean waitsForRoom;
    private volatile boolean givenUp;
    private volatile @Nullable Run run;

    /** Set once when the clock starts. */
    private record Run(Supply supply, Pace pace, NextTurns turns, Tick start, int connections, PhaseCounts counts) {}

    // the pump's own
    private int ordinal;
    private @Nullable Tick closed;
    private boolean cut;
    private Optional<IssuedArrivals> issued = Optional.empty();
    private final Stopwatch paused = new Stopwatch();
    private final Stopwatch starved = new Stopwatch();

    Drive(Phase phase, Workload workload, Transport transport, TickSource ticks, LoadListener listener, StopSignal stop,
            Timer timer, Progress progress) {
        this.phase = phase;
        this.workload = workload;
        this.transport = transport;
        this.ticks = ticks;
        this.listener = listener;
        this.stop = stop;
        this.timer = timer;
        this.progress = progress;
        this.trial = new Trial(phase.scope(), workload);
    }

    CompletableFuture<PhaseResult> result() {
        return result;
    }

    void begin(Supply supply, int connections) {
        Tick start = ticks.now();
        Pace pace = Pace.of(phase.shape(), start, ticks, timer, this::pump);
        NextTurns turns = new NextTurns(workload, pace, ticks, timer, this::pump, this::fail);
        run = new Run(supply, pace, turns, start, connections, new PhaseCounts(start));
        phase.duration().ifPresent(time -> timer.after(time, this::pump));
        stop.onStop(onStop);
        pump();
    }

    void fail(Throwable failure) {
        stop.forget(onStop);
        result.completeExceptionally(failure);
    }

    /** A body became ready. */
    void supplied() {
        if (hungry) {
            pump();
        }
    }

    private void stopped() {
        timer.after(phase.grace(), this::cancelRest);
        pump();
    }

    private void pump() {
        Run running = run;
        if (running == null || result.isDone() || pumping.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        while (seen != 0) {
            try {
                step(running);
            } catch (RuntimeException defect) {
                fail(defect);
            }
            seen = pumping.addAndGet(-seen);
        }
    }

    private void step(Run running) {
        while (closed == null) {
            Tick now = ticks.now();
            if (mustClose(running, now)) {
                close(running, now);
                break;
            }
            Optional<NextTurns.Ready> turn = isFull() ? Optional.empty() : running.turns().next();
            Optional<Slot> slot = turn.map(NextTurns.Ready::slot)
                    .or(() -> running.pace().next(now, inFlight.get()));
            if (slot.isEmpty() || trial.holds(inFlight.get()) || !hasRoom(now)) {
                starved.set(false, now);
                return;
            }
            Optional<PreparedRequest> body = turn.map(NextTurns.Ready::body).or(() -> nextBody(running.supply()));
            starved.set(body.isEmpty(), now);
            if (body.isEmpty()) {
                return;
            }
            turn.ifPresentOrElse(_ -> running.turns().taken(), running.pace()::taken);
            send(running, slot.get(), body.get());
        }
        finish(running);
    }

    private boolean mustClose(Run running, Tick now) {
        boolean timeOver = phase.duration().filter(time -> !now.isBefore(running.start().plus(time))).isPresent();
        return allSent() || timeOver || stop.isStopped();
    }

    private boolean allSent() {
        return phase.requests().isPresent() && ordinal >= phase.requests().getAsLong() + trial.replaced()
                && !trial.holds(inFlight.get());
    }

    /** Whether as many are in flight as may be. A place of a closed loop that is kept for a turn is never too many. */
    private boolean isFull() {
        OptionalInt most = phase.shape().concurrency();
        return most.isPresent() && inFlight.get() >= most.getAsInt();
    }

    private boolean hasRoom(Tick now) {
        boolean room = listener.hasRoom();
        paused.set(!room, now);
        if (!room && !waitsForRoom) {
            waitsForRoom = true;
            timer.after(ROOM_POLL, () -> {
                waitsForRoom = false;
                pump();
            });
        }
        return room;
    }

    /** The next body with the fields in use; the flag goes up before the second look, so that no body slips through. */
    private Optional<PreparedRequest> nextBody(Supply supply) {
        hungry = false;
        Optional<PreparedRequest> next = fresh(supply);
        if (next.isEmpty()) {
            hungry = true;
            next = fresh(supply);
        }
        return next;
    }

    private Optional<PreparedRequest> fresh(Supply supply) {
        Optional<PreparedRequest> next = supply.poll();
        while (next.filter(workload::isStale).isPresent()) {
            next = supply.poll();
        }
        return next;
    }

    private void send(Run running, Slot slot, PreparedRequest body) {
        int place = ordinal++;
        String id = phase.requestId(place);
        inFlight.incrementAndGet();
        progress.sent();
        listener.sent(new SentNote(id, phase.scope(), place, workload.route(), workload.streamed(), body.asked(),
                slot.free()));
        WireRequest request = new WireRequest(id, workload.path(), body.body(), workload.streamed(), slot.free(),
                phase.timeout(), phase.traceparent(id), body.next().isPresent());
        transport.send(request, exchange -> {
            try {
                ended(running, slot, body, place, exchange);
            } catch (RuntimeException defect) {
                fail(defect);
            }
        });
    }

    private void ended(Run running, Slot slot, PreparedRequest body, int place, Exchange exchange) {
        RequestRecord request = Records.from(exchange, phase.scope(), place, workload.route(), body.asked());
        boolean strange = exchange.serverId().filter(id -> request.isCompleted() && !id.contains(request.id()))
                .isPresent();
        running.counts().add(request, strange);
        progress.ended(request);
        listener.ended(request);
        trial.ended(body, exchange);
        running.turns().ended(slot, body, request, exchange.text());
        inFlight.decrementAndGet();
        pump();
    }

    private void close(Run running, Tick now) {
        closed = allSent() ? running.start() : now; // the last send, which is later, ended it
        cut = stop.isStopped();
        Tick over = phase.duration().map(running.start()::plus).filter(planned -> planned.isBefore(now)).orElse(now);
        issued = running.pace().closed(over, phase.requests().orElse(Long.MAX_VALUE) - ordinal);
        paused.set(false, now);
        starved.set(false, now);
        running.supply().close();
        timer.after(phase.timeout().plus(PATIENCE), this::cancelRest);
    }

    /** Ends what is still in flight; a transport that does not tell those ends either is not waited for any longer. */
    private void cancelRest() {
        if (!result.isDone()) {
            transport.cancelAll();
            timer.after(PATIENCE, this::giveUp);
        }
    }

    private void giveUp() {
        givenUp = true;
        pump();
    }

    private void finish(Run running) {
        Tick end = closed;
        int open = inFlight.get();
        if (end != null && (open == 0 || givenUp)) {
            stop.forget(onStop);
            boolean interrupted = cut || stop.isStopped();
            result.complete(running.counts().result(phase, running.start(), end, new PhaseCounts.Tally(ordinal,
                    interrupted, running.connections(), paused.total(), starved.total(), open, issued)));
        }
    }
}
