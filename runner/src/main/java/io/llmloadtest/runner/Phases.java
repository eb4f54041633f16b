package io.llmloadtest.runner;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.ledger.Account;
import io.llmloadtest.ledger.BoundaryNote;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.ledger.file.Recorder;
import io.llmloadtest.load.generator.ClosedLoop;
import io.llmloadtest.load.generator.Phase;
import io.llmloadtest.load.generator.PhaseResult;
import io.llmloadtest.load.generator.Progress;
import io.llmloadtest.load.generator.StopSignal;
import io.llmloadtest.load.generator.TickSource;
import io.llmloadtest.load.plan.LevelPlan;
import io.llmloadtest.load.target.TargetProblem;
import io.llmloadtest.load.workload.Workload;
import io.llmloadtest.model.InstrumentError;
import io.llmloadtest.model.Scope;
import io.llmloadtest.wire.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Walks through the phases of a run: boundary, warm-up, boundary, load, boundary, and so on. A phase ends when nothing of
 * it is in flight; then the witnesses are asked.
 */
final class Phases {

    private static final Duration PROGRESS_EVERY = Duration.ofMillis(250);
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final Workload workload;
    private final Transport transport;
    private final TickSource ticks;
    private final ClosedLoop loop;
    private final Progress progress;
    private final Recorder recorder;
    private final Witnesses witnesses;
    private final StopSignal stop;
    private final Consumer<RunEvent> events;
    private int boundary;
    private Optional<Boundary> first = Optional.empty();

    Phases(Workload workload, Transport transport, TickSource ticks, ClosedLoop loop, Progress progress,
            Recorder recorder, Witnesses witnesses, StopSignal stop, Consumer<RunEvent> events) {
        this.workload = workload;
        this.transport = transport;
        this.ticks = ticks;
        this.loop = loop;
        this.progress = progress;
        this.recorder = recorder;
        this.witnesses = witnesses;
        this.stop = stop;
        this.events = events;
    }

    /**
     * Runs level after level, each with its warm-up, until there is none or a stop.
     *
     * @param phases the phases of a level, in order
     * @param exclusive whether the server must be idle before
     * @return the levels that were begun
     * @throws UnusableTargetException when it must be, and is not seen to be
     */
    List<LevelPlan> run(Levels levels, Function<LevelPlan, List<Phase>> phases, boolean exclusive)
            throws UnusableTargetException {
        mark();
        if (exclusive) {
            requireIdle();
        }
        List<LevelPlan> begun = new ArrayList<>();
        while (!stop.isStopped()) {
            Optional<LevelPlan> level = levels.next();
            if (level.isEmpty()) {
                break;
            }
            begun.add(level.get());
            Iterator<Phase> ofLevel = phases.apply(level.get()).iterator();
            while (ofLevel.hasNext() && !stop.isStopped()) {
                Phase phase = ofLevel.next();
                run(phase, levels.wasLast() && !ofLevel.hasNext());
            }
        }
        return begun;
    }

    private void run(Phase phase, boolean last) {
        transport.takeInstrumentError();
        PhaseResult result;
        Optional<InstrumentError> late;
        try (StrainMeter strain = StrainMeter.start(transport)) {
            result = load(phase);
            late = transport.takeInstrumentError().map(error -> error.with(strain.soFar()));
        }
        if (last && !stop.isStopped()) {
            awaitClosingLine();
        }
        mark();
        close(phase, result, late);
    }

    private void requireIdle() throws UnusableTargetException {
        Boundary here = first.orElseThrow();
        OptionalDouble others = WorkOfOthers.before(witnesses.metrics(), here, here).known();
        if (others.isEmpty()) {
            throw new UnusableTargetException(new TargetProblem.UseUnknown());
        }
        if (others.getAsDouble() > 0) {
            throw new UnusableTargetException(new TargetProblem.InUse(Math.round(others.getAsDouble())));
        }
    }

    private PhaseResult load(Phase phase) {
        recorder.opened(phase.scope(), phase.shape().concurrency(), phase.shape().arrivals(), phase.requests(),
                boundary - 1, ticks.now());
        events.accept(new RunEvent.PhaseStarted(phase.scope(), phase.shape(), phase.requests(),
                phase.duration()));
        long start = System.nanoTime();
        PhaseResult result;
        try (Pulse _ = Pulse.every(PROGRESS_EVERY, "progress", () -> tell(phase.scope(), start))) {
            result = loop.run(phase, workload, transport, ticks, recorder, stop);
        }
        tell(phase.scope(), start);
        events.accept(new RunEvent.PhaseEnded(phase.scope()));
        return result;
    }

    private void close(Phase phase, PhaseResult result, Optional<InstrumentError> late) {
        recorder.closed(new PhaseNote(result.scope(), phase.shape().concurrency(), phase.shape().arrivals(),
                result.issued(), phase.requests(), boundary - 2, boundary - 1,
                result.measured(), result.active(), result.interrupted(), late));
    }

    private void mark() {
        events.accept(new RunEvent.Waiting(RunEvent.Wait.SETTLING, SETTLING));
        Boundary reached = witnesses.mark(boundary, ownWork(recorder.settle()));
        recorder.boundary(new BoundaryNote(reached.index(), reached.at(), reached.wall()));
        first = first.or(() -> Optional.of(reached));
        boundary++;
    }

    private void awaitClosingLine() {
        Instant now = Instant.now();
        Boundary here = new Boundary(boundary, ticks.now(), now);
        LogTestimony soFar = witnesses.log().between(first.orElseThrow(), here, SETTLING);
        ClosingLine closing = new ClosingLine(first.orElseThrow().wall(), now);
        closing.worthWaiting(witnesses.log().before(), soFar, Instant.now()).ifPresent(atMost -> {
            events.accept(new RunEvent.Waiting(RunEvent.Wait.STATS_LINE, atMost));
            closing.await(witnesses.log(), atMost);
        });
    }

    private static OwnWork ownWork(Account account) {
        Tally all = account.together(Scope.class);
        return new OwnWork(all.choices(), all.withoutUsage() == 0 ? all.outputTokens() : 0,
                all.heads(status -> status == 200));
    }

    private void tell(Scope scope, long start) {
        Progress.Snapshot now = progress.snapshot();
        if (now.scope().filter(scope::equals).isEmpty()) {
            return; // the numbers are still those of the phase before
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        events.accept(new RunEvent.Progressed(scope, now.completed() + now.failed(), now.failed(),
                Math.toIntExact(now.inFlight()), now.outputTokens() / Math.max(1e-3, elapsed.toNanos() / 1e9),
                now.recentTtftMillis(), elapsed));
    }
}
