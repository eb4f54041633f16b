package io.llmloadtest.benchmarks.client;

import io.llmloadtest.calibrate.Cell;
import io.llmloadtest.calibrate.CellPlan;
import io.llmloadtest.calibrate.OwnProcess;
import io.llmloadtest.wire.ClockChoice;
import io.llmloadtest.wire.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Drives one load for a long time and tells what the process holds meanwhile; {@code benchmarks/long-run} starts it. */
final class LongRun {

    private static final int TOKENS = 50;

    private LongRun() {
    }

    /** Prints a table and what came of the requests; ends with 1 when one of them failed or was lost. */
    public static void main(String[] arguments) throws IOException {
        int port = 8900;
        int streams = 128;
        long minutes = 30;
        long every = 60;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            long value = Long.parseLong(arguments[i + 1]);
            switch (arguments[i]) {
                case "--port" -> port = Math.toIntExact(value);
                case "--streams" -> streams = Math.toIntExact(value);
                case "--minutes" -> minutes = value;
                case "--every" -> every = value;
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        CellPlan plan = new CellPlan(port, streams, TOKENS, 1, Optional.of(Duration.ofMinutes(minutes)),
                ClockChoice.AUTO.of(Target.plain("127.0.0.1", port)));
        Path folder = Files.createTempDirectory("long-run");
        try {
            run(plan, folder, every);
        } catch (IOException failed) {
            System.out.println("\n" + failed.getMessage());
            System.exit(1);
        } finally {
            BenchClient.delete(folder);
        }
    }

    private static void run(CellPlan plan, Path folder, long every) throws IOException {
        System.out.print("| s | RSS MB | heap MB | CPU s |\n|--:|--:|--:|--:|\n");
        long start = System.nanoTime();
        try (ScheduledExecutorService watcher = Executors
                .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("watch").factory())) {
            var _ = watcher.scheduleAtFixedRate(() -> tell(start), 0, every, TimeUnit.SECONDS);
            Cell.Cost cost = new Cell(plan, folder).run();
            watcher.shutdownNow();
            tell(start);
            System.out.printf(Locale.ROOT, "%n%d requests, %d chunks, %.0f chunks/s; none failed, none lost%n",
                    cost.requests(), cost.chunks(), cost.chunksPerSecond());
        }
    }

    private static void tell(long start) {
        Runtime heap = Runtime.getRuntime();
        System.out.printf(Locale.ROOT, "| %d | %d | %d | %.1f |%n", (System.nanoTime() - start) / 1_000_000_000,
                OwnProcess.residentBytes().orElse(0) >> 20, (heap.totalMemory() - heap.freeMemory()) >> 20,
                ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3);
    }
}
