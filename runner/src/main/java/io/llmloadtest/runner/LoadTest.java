package io.llmloadtest.runner;

import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.ledger.Account;
import io.llmloadtest.ledger.file.LedgerWriter;
import io.llmloadtest.ledger.file.Recorder;
import io.llmloadtest.load.generator.ClosedLoop;
import io.llmloadtest.load.generator.Phase;
import io.llmloadtest.load.generator.Progress;
import io.llmloadtest.load.generator.SelfWarmUp;
import io.llmloadtest.load.generator.StopSignal;
import io.llmloadtest.load.generator.TickSource;
import io.llmloadtest.load.generator.Timer;
import io.llmloadtest.load.plan.LevelPlan;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.store.RunFolder;
import io.llmloadtest.store.RunStatus;
import io.llmloadtest.wire.ClientClock;
import io.llmloadtest.wire.ConnectionPolicy;
import io.llmloadtest.wire.Target;
import io.llmloadtest.wire.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One validated load test, from plan to result.
 *
 * <pre>{@code
 * StopSignal stop = new StopSignal();
 * RunReport report = new LoadTest(request, events, stop).run();
 * }</pre>
 */
public final class LoadTest {

    private static final Duration CLOCKS_EVERY = Duration.ofSeconds(1);
    private static final Duration LOGS = Duration.ofSeconds(10);
    /** vLLM's exporter sends a batch every five seconds. */
    private static final Duration TRACES = Duration.ofSeconds(10);

    private final RunRequest request;
    private final Consumer<RunEvent> events;
    private final StopSignal stop;

    /**
     * A test that is about to run.
     *
     * @param request what is asked
     * @param events told of progress, from one thread at a time
     * @param stop ends it early, keeping what was measured
     */
    public LoadTest(RunRequest request, Consumer<RunEvent> events, StopSignal stop) {
        this.request = request;
        this.events = serialised(events);
        this.stop = stop;
    }

    /**
     * Runs the test. Whatever happens after the first request is in the run folder.
     *
     * @throws UnusableTargetException when the target cannot be tested; there is no run folder then
     * @throws io.llmloadtest.load.plan.IllegalPlanException when the request cannot be fulfilled, or not by this machine;
     *     nothing was sent then
     * @throws IOException when the run folder cannot be written
     */
    public RunReport run() throws UnusableTargetException, IOException, InterruptedException {
        Instant startedAt = Instant.now();
        request.requirePossible();
        requireRoom();
        Prepared prepared = Prepared.of(request, events);
        RunMemo memo = RunMemo.of(prepared, request);
        RunFolder folder = folder(startedAt);
        try {
            return run(prepared, memo, folder, startedAt);
        } catch (UnusableTargetException e) {
            folder.discard();
            throw e;
        }
    }

    /** Refuses, before anything is sent, what this client could not hold. */
    private void requireRoom() {
        ClientLimits limits = ClientLimits.here(request.base().host());
        request.plan().levels().forEach(level -> limits.require(level, request.connections()));
        request.slo().ifPresent(slo -> slo.search().ifPresent(search -> limits.require(
                Probes.of(request.plan(), slo).level(0, search.most()), search, request.connections())));
    }

    private RunReport run(Prepared prepared, RunMemo early, RunFolder folder, Instant startedAt)
            throws UnusableTargetException, IOException {
        folder.write(early.document(folder.name(), startedAt, request.productVersion()));
        TickSource ticks = TickSource.startingNow();
        BothClocks clocks = new BothClocks(ticks, InstantSource.system());
        ModelFilter filter = early.filter();
        Account account = Books.open(prepared.plan().goodput(), request.evidence().isPresent(), traced());
        try (Recorder recorder = Recorder.start(LedgerWriter.create(folder.path()), account);
                Pulse _ = Pulse.every(CLOCKS_EVERY, "clocks", () -> clocks.read().ifPresent(recorder::clock));
                Witnesses witnesses = Witnesses.live(request, filter, runClock(ticks), folder.evidenceDirectory())) {
            witnesses.open(events);
            Driven driven = drive(prepared, levels(prepared, early, recorder, witnesses, ticks), recorder, witnesses,
                    ticks);
            prepared.tell(events);
            RunMemo memo = RunMemo.of(isSearch() ? prepared.withLevels(driven.levels()) : prepared, request)
                    .withUnstampedReads(driven.unstampedReads()).with(ServerSetups.of(folder.evidenceDirectory()));
            folder.write(memo.document(folder.name(), startedAt, request.productVersion()));
            awaitTraces(recorder, witnesses);
            events.accept(new RunEvent.Waiting(RunEvent.Wait.LOGS, LOGS));
            Finished finished = new Finished(folder.name(), startedAt, Instant.now(),
                    stop.isStopped() ? RunStatus.INTERRUPTED : RunStatus.COMPLETED);
            Account settled = recorder.settle();
            Judging.Judged judged = new Judging(memo, witnesses).judge(settled, finished);
            TimelineSheet.write(folder.timelineFile(), settled.timeline(),
                    judged.run().metrics().watch().samples());
            folder.write(judged.document());
            return new RunReport(folder.path(), judged.document(),
                    () -> TimeAxis.of(settled, folder, judged.document()));
        }
    }

    private boolean traced() {
        return request.evidence().flatMap(EvidenceRequest::traces).isPresent();
    }

    private void awaitTraces(Recorder recorder, Witnesses witnesses) {
        if (traced()) {
            events.accept(new RunEvent.Waiting(RunEvent.Wait.TRACES, TRACES));
            witnesses.awaitTraces(recorder.settle().roll(_ -> true), TRACES);
        }
    }

    private boolean isSearch() {
        return request.slo().flatMap(SloRequest::search).isPresent();
    }

    private Levels levels(Prepared prepared, RunMemo memo, Recorder recorder, Witnesses witnesses, TickSource ticks) {
        Judging judging = new Judging(memo, witnesses);
        return request.slo().flatMap(slo -> slo.search().<Levels>map(search -> new SearchedLevels(
                Probes.of(prepared.plan(), slo), search, level -> judging.rate(recorder.settle(), level),
                () -> Duration.ofNanos(ticks.now().nanos()), events)))
                .orElseGet(() -> Levels.listed(prepared.plan().levels()));
    }

    /**
     * What came of driving the load.
     *
     * @param levels those that were begun
     * @param unstampedReads how many reads the kernel was to stamp and did not
     */
    private record Driven(List<LevelPlan> levels, long unstampedReads) {}

    private Driven drive(Prepared prepared, Levels levels, Recorder recorder, Witnesses witnesses, TickSource ticks)
            throws IOException, UnusableTargetException {
        Target target = request.target();
        ClientClock stamps = request.clock().of(target);
        SelfWarmUp.run((host, port, clock) -> stamps.open(Target.plain(host, port), ConnectionPolicy.pool(), clock));
        Progress progress = new Progress();
        try (Transport transport = stamps.open(target, request.connections(), ticks);
                Timer.Threaded timer = Timer.threaded()) {
            transport.run(request.urgency());
            List<LevelPlan> begun = new Phases(prepared.workload(), transport, ticks, new ClosedLoop(timer, progress),
                    progress, recorder, witnesses, stop, events).run(levels, level -> phases(prepared.plan(), level),
                            request.evidence().filter(EvidenceRequest::exclusive).isPresent());
            return new Driven(begun, transport.unstampedReads());
        }
    }

    private List<Phase> phases(Plan plan, LevelPlan level) {
        List<Phase> phases = new ArrayList<>();
        Phase.warmUp(plan, level).ifPresent(phases::add);
        phases.add(Phase.level(plan, level));
        return traced() ? phases.stream().map(Phase::withTraces).toList() : phases;
    }

    private RunFolder folder(Instant startedAt) throws IOException {
        Optional<Path> named = request.folder();
        return named.isPresent()
                ? RunFolder.createAt(named.get())
                : RunFolder.create(request.runs(), startedAt, RandomGenerator.getDefault());
    }

    private static RunClock runClock(TickSource ticks) {
        return RunClock.system(System.nanoTime() - ticks.getAsLong());
    }

    private static Consumer<RunEvent> serialised(Consumer<RunEvent> events) {
        ReentrantLock lock = new ReentrantLock();
        return event -> {
            lock.lock();
            try {
                events.accept(event);
            } finally {
                lock.unlock();
            }
        };
    }
}
