package io.llmloadtest.runner;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.ledger.Account;
import io.llmloadtest.ledger.BoundaryNote;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.file.LedgerWriter;
import io.llmloadtest.ledger.file.Recorder;
import io.llmloadtest.ledger.foreign.ForeignFile;
import io.llmloadtest.load.generator.StopSignal;
import io.llmloadtest.load.generator.TickSource;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.target.TargetProblem;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import io.llmloadtest.runner.command.ResultSearch;
import io.llmloadtest.store.RunFolder;
import io.llmloadtest.store.RunStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A load test that another tool drives, judged as our own: snapshot, the command, snapshot, its result read as a ledger.
 *
 * <pre>{@code
 * StopSignal stop = new StopSignal();
 * RunReport report = new Audit(request, events, stop, System.err).run();
 * }</pre>
 */
public final class Audit {

    static final Scope.Level LEVEL = new Scope.Level(0);

    private static final Duration CLOCKS_EVERY = Duration.ofSeconds(1);
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Duration LOGS = Duration.ofSeconds(10);
    /** File systems may keep whole seconds only. */
    private static final Duration STAMP_GRAIN = Duration.ofSeconds(1);

    private final AuditRequest request;
    private final Consumer<RunEvent> events;
    private final StopSignal stop;
    private final OutputStream output;

    /**
     * An audit that is about to run.
     *
     * @param request what is asked
     * @param events told of progress
     * @param stop ends the command early; what it leaves is judged
     * @param output where the command's standard output goes
     */
    public Audit(AuditRequest request, Consumer<RunEvent> events, StopSignal stop, OutputStream output) {
        this.request = request;
        this.events = events;
        this.stop = stop;
        this.output = output;
    }

    /**
     * Runs the command and judges its test.
     *
     * @throws UnusableTargetException when the server cannot be watched; the command is not started then
     * @throws NoResultException when the command left no result that can be read
     * @throws IllegalPlanException when the command cannot be started
     * @throws IOException when the run folder cannot be written
     */
    public RunReport run() throws UnusableTargetException, NoResultException, IOException, InterruptedException {
        Instant startedAt = Instant.now();
        AuditTarget target = AuditTarget.probe(request);
        RunFolder folder = request.folder().isPresent()
                ? RunFolder.createAt(request.folder().get())
                : RunFolder.create(request.runs(), startedAt, RandomGenerator.getDefault());
        try {
            return run(target, folder, startedAt);
        } catch (UnusableTargetException | NoResultException | IllegalPlanException unjudged) {
            folder.discard();
            throw unjudged;
        }
    }

    private RunReport run(AuditTarget target, RunFolder folder, Instant startedAt)
            throws UnusableTargetException, NoResultException, IOException, InterruptedException {
        RunMemo early = target.memo(request);
        folder.write(early.document(folder.name(), startedAt, request.productVersion()));
        TickSource ticks = TickSource.startingNow();
        Instant wallAtZero = Instant.now();
        long zero = System.nanoTime() - ticks.getAsLong();
        BothClocks clocks = new BothClocks(ticks, InstantSource.system());
        Account account = Books.open(GoodputLimits.NONE, true, false);
        try (Recorder recorder = Recorder.start(LedgerWriter.create(folder.path()), account);
                Pulse _ = Pulse.every(CLOCKS_EVERY, "clocks", () -> clocks.read().ifPresent(recorder::clock));
                Witnesses witnesses = Witnesses.live(request.evidence(), request.base(), request.headers(),
                        request.trust(), early.filter(), RunClock.system(zero), folder.evidenceDirectory())) {
            witnesses.open(events);
            Boundary first = mark(0, witnesses, recorder);
            requireIdle(witnesses, first);
            recorder.opened(LEVEL, request.command().concurrency(), Optional.empty(), OptionalLong.empty(), 0,
                    ticks.now());
            Ran ran = drive(ticks);
            awaitClosingLine(witnesses, first, ticks);
            mark(1, witnesses, recorder);
            AuditedResult result = read(ran, new ForeignFile.Anchor(wallAtZero, zero, ran.from(), ran.to()), recorder);
            RunMemo memo = early.withAudit(result.map(request));
            folder.write(memo.document(folder.name(), startedAt, request.productVersion()));
            close(result, ran, recorder);
            return judge(memo, result, witnesses, recorder, folder, startedAt);
        }
    }

    /**
     * A command that has run.
     *
     * @param from when it was started
     * @param to when it ended
     * @param startedAt the wall clock then
     * @param exitCode what it ended with
     */
    record Ran(Tick from, Tick to, Instant startedAt, int exitCode) {}

    private Ran drive(TickSource ticks) throws InterruptedException {
        events.accept(new RunEvent.Noted(RunEvent.Note.COMMAND_STARTED, String.join(" ", request.command().shown())));
        Instant startedAt = Instant.now();
        Tick from = ticks.now();
        int exitCode = ForeignProcess.run(request.command().words(), output, stop);
        return new Ran(from, ticks.now(), startedAt, exitCode);
    }

    private void requireIdle(Witnesses witnesses, Boundary first) throws UnusableTargetException {
        if (!request.evidence().exclusive()) {
            return;
        }
        OptionalDouble others = WorkOfOthers.before(witnesses.metrics(), first, first).known();
        if (others.isEmpty()) {
            throw new UnusableTargetException(new TargetProblem.UseUnknown());
        }
        if (others.getAsDouble() > 0) {
            throw new UnusableTargetException(new TargetProblem.InUse(Math.round(others.getAsDouble())));
        }
    }

    /** What the tool believes to have done is not waited for: it may be wrong. Counters at rest are enough. */
    private Boundary mark(int index, Witnesses witnesses, Recorder recorder) {
        events.accept(new RunEvent.Waiting(RunEvent.Wait.SETTLING, SETTLING));
        Boundary reached = witnesses.mark(index, OwnWork.NONE);
        recorder.boundary(new BoundaryNote(reached.index(), reached.at(), reached.wall()));
        return reached;
    }

    private void awaitClosingLine(Witnesses witnesses, Boundary first, TickSource ticks) {
        if (stop.isStopped()) {
            return;
        }
        Instant now = Instant.now();
        LogTestimony soFar = witnesses.log().between(first, new Boundary(1, ticks.now(), now), SETTLING);
        ClosingLine closing = new ClosingLine(first.wall(), now);
        closing.worthWaiting(witnesses.log().before(), soFar, Instant.now()).ifPresent(atMost -> {
            events.accept(new RunEvent.Waiting(RunEvent.Wait.STATS_LINE, atMost));
            closing.await(witnesses.log(), atMost);
        });
    }

    private AuditedResult read(Ran ran, ForeignFile.Anchor anchor, Recorder recorder)
            throws NoResultException, IOException {
        Path file = resultFile(ran);
        ForeignFile read;
        try {
            read = ForeignFile.read(file, anchor, ended -> enter(ended, recorder));
        } catch (IOException unreadable) {
            throw new NoResultException(Objects.requireNonNullElse(unreadable.getMessage(), file + ": cannot be read"),
                    ran.exitCode());
        }
        ForeignFile.ToolTestimony testimony = read.tool().orElseThrow(() -> new NoResultException(file
                + ": is the result of no load tester that is known here (vllm bench serve, guidellm, aiperf,"
                + " inference-perf); judge it with validate --client", ran.exitCode()));
        return AuditedResult.of(request.command(), file, read.ledger(), testimony, ran);
    }

    private static void enter(RequestRecord ended, Recorder recorder) {
        recorder.ended(ended);
        if (!recorder.hasRoom()) {
            recorder.settle();
        }
    }

    private Path resultFile(Ran ran) throws NoResultException {
        if (request.result().isPresent()) {
            Path named = request.result().get();
            if (!Files.isRegularFile(named)) {
                throw new NoResultException(named + ": there is no such file after the command ended; check --result",
                        ran.exitCode());
            }
            return named;
        }
        return new ResultSearch(ran.startedAt().minus(STAMP_GRAIN), request.command().tool())
                .in(request.command().results())
                .orElseThrow(() -> new NoResultException(NoResultException.nothingFound(request.command()),
                        ran.exitCode()));
    }

    private void close(AuditedResult result, Ran ran, Recorder recorder) {
        AuditMemo.totals(result.tool()).ifPresent(totals -> recorder.settle().add(LEVEL, totals));
        Window active = result.active(ran);
        recorder.closed(new PhaseNote(LEVEL, AuditMemo.concurrency(result.tool()), Optional.empty(), Optional.empty(),
                OptionalLong.empty(), 0, 1, active, active, stop.isStopped(), Optional.empty()));
    }

    private RunReport judge(RunMemo memo, AuditedResult result, Witnesses witnesses, Recorder recorder,
            RunFolder folder, Instant startedAt) throws IOException {
        events.accept(new RunEvent.Waiting(RunEvent.Wait.LOGS, LOGS));
        Finished finished = new Finished(folder.name(), startedAt, Instant.now(),
                stop.isStopped() ? RunStatus.INTERRUPTED : RunStatus.COMPLETED);
        Account settled = recorder.settle();
        Judging.Judged judged = new Judging(memo, witnesses).judge(settled, finished);
        if (result.tool().timed()) {
            TimelineSheet.write(folder.timelineFile(), settled.timeline(), judged.run().metrics().watch().samples());
        }
        folder.write(judged.document());
        return new RunReport(folder.path(), judged.document(),
                () -> TimeAxis.of(settled, folder, judged.document()));
    }
}
