package io.llmloadtest.calibrate;

import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.ledger.file.LedgerWriter;
import io.llmloadtest.ledger.file.Recorder;
import io.llmloadtest.load.generator.ClosedLoop;
import io.llmloadtest.load.generator.Phase;
import io.llmloadtest.load.generator.PhaseResult;
import io.llmloadtest.load.generator.Progress;
import io.llmloadtest.load.generator.SelfWarmUp;
import io.llmloadtest.load.generator.StopSignal;
import io.llmloadtest.load.generator.TickSource;
import io.llmloadtest.load.generator.Timer;
import io.llmloadtest.load.plan.LevelPlan;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.plan.PlanBuilder;
import io.llmloadtest.load.target.BaseUrl;
import io.llmloadtest.load.target.ServedModel;
import io.llmloadtest.load.target.ServerKind;
import io.llmloadtest.load.target.TargetFacts;
import io.llmloadtest.load.target.Tokenizer;
import io.llmloadtest.load.workload.PlannedWorkload;
import io.llmloadtest.load.workload.Workload;
import io.llmloadtest.model.InstrumentError;
import io.llmloadtest.model.Scope;
import io.llmloadtest.wire.ConnectionPolicy;
import io.llmloadtest.wire.Target;
import io.llmloadtest.wire.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Drives the load of one cell as a run of the product does: self-warm-up, one full wave, then the measured level, recorded
 * into a ledger on disk. Only the clock differs: its zero is that of {@code System.nanoTime()}, so that stamps can be set
 * against the server's.
 */
public final class Cell {

    private static final String HOST = "127.0.0.1";
    private static final String MODEL = "tiny";
    /** Not {@link TickSource#startingNow}: the truth server stamps with the same clock and knows no other zero. */
    private static final TickSource TICKS = System::nanoTime;

    private final CellPlan options;
    private final Path folder;

    /**
     * What a cell cost.
     *
     * @param requests   completed requests of the level
     * @param chunks     token chunks of the level
     * @param allChunks  token chunks of the level and the wave before it
     * @param took       the level's time, from the first send to the last byte
     * @param before     the process just before the level
     * @param after      the process once the level was booked and written
     * @param loopLate   how late the client says its event loop was, or its reads after the kernel's stamps
     */
    public record Cost(long requests, long chunks, long allChunks, Duration took, OwnProcess before, OwnProcess after,
            Optional<InstrumentError> loopLate) {

        /** CPU seconds per million chunks of the level alone. */
        public double cpuPerMillion() {
            return after.cpu().minus(before.cpu()).toNanos() / 1e3 / chunks;
        }

        /** CPU seconds per million chunks of the whole process, from the start of the JVM. */
        public double cpuPerMillionWithStart() {
            return after.cpu().toNanos() / 1e3 / allChunks;
        }

        /** Token chunks per second of the level. */
        public double chunksPerSecond() {
            return chunks * 1e9 / took.toNanos();
        }
    }

    /**
     * A cell that is about to run.
     *
     * @param folder where its ledger is written
     */
    public Cell(CellPlan options, Path folder) {
        this.options = options;
        this.folder = folder;
    }

    /**
     * Runs the cell.
     *
     * @throws IOException when a request failed, or the ledger cannot be written
     */
    public Cost run() throws IOException {
        Plan plan = plan();
        LevelPlan level = plan.levels().getFirst();
        Workload workload = PlannedWorkload.prepare(plan, target(), Tokenizer.none());
        SelfWarmUp.run(
                (host, port, clock) -> options.clock().open(Target.plain(host, port), ConnectionPolicy.pool(), clock));
        try (Recorder recorder = Recorder.start(LedgerWriter.create(folder), GoodputLimits.NONE);
                Transport transport = options.clock().open(Target.plain(HOST, options.port()),
                        ConnectionPolicy.pool(), TICKS);
                Timer.Threaded timer = Timer.threaded()) {
            ClosedLoop loop = new ClosedLoop(timer, new Progress());
            StopSignal stop = new StopSignal();
            Phase.warmUp(plan, level).ifPresent(phase -> loop.run(phase, workload, transport, TICKS, recorder, stop));
            recorder.settle();
            var _ = transport.takeInstrumentError();
            OwnProcess before = OwnProcess.now();
            PhaseResult result = loop.run(Phase.level(plan, level), workload, transport, TICKS, recorder, stop);
            Tally tally = recorder.settle().tally(new Scope.Level(level.index()));
            OwnProcess after = OwnProcess.now();
            if (transport.unstampedReads() > 0) {
                System.err.println(transport.unstampedReads() + " reads had no usable stamp of the kernel");
            }
            if (result.completed() < result.sent()) {
                throw new IOException((result.sent() - result.completed()) + " of " + result.sent()
                        + " requests failed or were lost: "
                        + result.errors()
                        + said(tally));
            }
            return new Cost(tally.completed(), tally.outputTokens(),
                    recorder.settle().together(Scope.class).outputTokens(),
                    Duration.ofNanos(result.active().nanos()), before, after, transport.takeInstrumentError());
        }
    }

    private static String said(Tally tally) {
        return tally.failures().messages().keySet().stream().findFirst().map(message -> ", " + message).orElse("");
    }

    private Plan plan() {
        PlanBuilder plan = Plan.builder().runId("bench" + ProcessHandle.current().pid()).model(MODEL)
                .concurrency(options.streams()).outputTokens(options.tokens());
        options.flood().ifPresentOrElse(plan::duration,
                () -> plan.requests((long) options.streams() * options.waves()));
        return plan.build();
    }

    private TargetFacts target() {
        ServedModel model = new ServedModel(MODEL, Optional.of("vllm"), Optional.empty(), OptionalInt.empty());
        return new TargetFacts(new BaseUrl(false, HOST, options.port(), ""), ServerKind.VLLM, Optional.empty(),
                List.of(model), model, OptionalLong.empty());
    }
}
