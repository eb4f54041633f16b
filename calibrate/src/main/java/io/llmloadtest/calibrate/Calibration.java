package io.llmloadtest.calibrate;

import io.llmloadtest.calibrate.CalibrationReport.Flood;
import io.llmloadtest.calibrate.CalibrationReport.Row;
import io.llmloadtest.ledger.Distribution;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.file.LedgerReader;
import io.llmloadtest.model.InstrumentError;
import io.llmloadtest.model.Scope;
import io.llmloadtest.wire.ClientClock;
import io.llmloadtest.wire.Urgency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures this machine in about ten seconds: for each number of streams, what the load tester reports against what a server
 * did that stamps each chunk before it writes it; and how many chunks it takes in when the server floods it.
 *
 * @param streams the numbers of streams to measure, in order
 * @param clock whose clock stamps arrivals
 * @param urgency how urgently the event loop is run
 */
public record Calibration(List<Integer> streams, ClientClock clock, Urgency urgency) {

    /** What is measured unless somebody asks for something else. */
    public static final List<Integer> USUAL = List.of(1, 32, 128, 512);

    /** The gap between tokens, which is also the period in which all streams write at once. */
    static final Duration GAP = Duration.ofMillis(20);

    private static final Duration FIRST = Duration.ofMillis(50);
    private static final int TOKENS = 25;
    private static final int WAVES = 2;
    /** A single stream has few gaps: some more of them, though not enough for a 99th percentile in these seconds. */
    private static final int WAVES_OF_FEW = 5;
    private static final int FLOOD_STREAMS = 64;
    private static final int FLOOD_TOKENS = 500;
    private static final Duration FLOOD = Duration.ofSeconds(1);
    private static final int CLOCK_LOOKS = 10_000;

    public Calibration {
        streams = List.copyOf(streams);
    }

    /** What is being measured. */
    public sealed interface Step {

        /** Nothing yet. */
        record WarmingUp() implements Step {}

        /**
         * The errors at a number of streams.
         *
         * @param streams how many
         */
        record AtStreams(int streams) implements Step {}

        /** How much comes in at all. */
        record Flooding() implements Step {}
    }

    /**
     * Measures. Nothing else should be at work on the machine.
     *
     * @param progress told what is being measured
     * @throws IOException when the server cannot be started, or a request failed
     */
    public CalibrationReport measure(Consumer<Step> progress) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (TruthProcess server = TruthProcess.start("--mode", "step", "--ttft-ms", millis(FIRST), "--itl-ms",
                millis(GAP), "--keep", "1000000")) {
            progress.accept(new Step.WarmingUp());
            measured(new CellPlan(server.port(), FLOOD_STREAMS, TOKENS, 1, Optional.empty(), clock, urgency));
            for (int count : streams) {
                progress.accept(new Step.AtStreams(count));
                int waves = count * TOKENS * WAVES < 100 ? WAVES_OF_FEW : WAVES;
                rows.add(measured(new CellPlan(server.port(), count, TOKENS, waves, Optional.empty(), clock, urgency)));
            }
        }
        progress.accept(new Step.Flooding());
        return new CalibrationReport(clock, urgency, clockStepNanos(), GAP, rows, flood());
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }

    private static Row measured(CellPlan plan) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("calibrate");
        try {
            Cell.Cost cost = new Cell(plan, folder).run();
            Comparison level = new Comparison(TruthRecord.take(plan.port()));
            LedgerReader.read(folder, GoodputLimits.NONE, request -> {
                if (request.scope() instanceof Scope.Level) {
                    level.add(request);
                }
            });
            return new Row(plan.streams(), cost.requests(), cost.chunksPerSecond(), at(level.ttftError(), 0.5),
                    at(level.ttftError(), 0.99), at(level.itlError(), 0.5), at(level.itlError(), 0.99),
                    cost.loopLate().map(InstrumentError::p99Nanos).map(nanos -> OptionalDouble.of(nanos / 1e6))
                            .orElseGet(OptionalDouble::empty),
                    level.blocked());
        } finally {
            delete(folder);
        }
    }

    private static OptionalDouble at(Distribution errors, double q) {
        return errors.percentile(q).map(found -> OptionalDouble.of(found.nanos() / 1e6))
                .orElseGet(OptionalDouble::empty);
    }

    private Flood flood() throws IOException {
        Path folder = Files.createTempDirectory("calibrate");
        try (TruthProcess server = TruthProcess.start("--mode", "flood", "--keep", "0")) {
            Cell.Cost cost = new Cell(
                    new CellPlan(server.port(), FLOOD_STREAMS, FLOOD_TOKENS, 1, Optional.of(FLOOD), clock, urgency),
                    folder).run();
            return new Flood(FLOOD_STREAMS, cost.chunksPerSecond(), cost.cpuPerMillion());
        } finally {
            delete(folder);
        }
    }

    /** The smallest step of the clock that stamps are taken with, as it is seen from here. */
    private static long clockStepNanos() {
        long smallest = Long.MAX_VALUE;
        long before = System.nanoTime();
        for (int i = 0; i < CLOCK_LOOKS; i++) {
            long now = System.nanoTime();
            if (now > before) {
                smallest = Math.min(smallest, now - before);
            }
            before = now;
        }
        return smallest;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
