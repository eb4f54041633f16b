package io.llmloadtest.benchmarks.fuzz;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Feeds damaged captures to the parsers and prints what became of it. Ends with 1 if anything was thrown or hung. */
final class FuzzBench {

    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Duration HUNG = Duration.ofSeconds(60);

    private FuzzBench() {
    }

    /** Takes the options of {@link FuzzOptions}. */
    public static void main(String[] arguments) throws InterruptedException {
        Locale.setDefault(Locale.ROOT);
        FuzzOptions options;
        try {
            options = FuzzOptions.parse(arguments);
        } catch (IllegalArgumentException mistake) {
            System.err.println(mistake.getMessage() + "\n\n" + FuzzOptions.USAGE);
            System.exit(2);
            return;
        }
        System.exit(campaign(options) ? 0 : 1);
    }

    /** Whether nothing broke. */
    static boolean campaign(FuzzOptions options) throws InterruptedException {
        Corpus corpus = Corpus.load();
        Map<Target, Toll> tolls = new EnumMap<>(Target.class);
        for (Target target : Target.values()) {
            tolls.put(target, new Toll());
        }
        List<Worker> workers = IntStream.range(0, options.threads())
                .mapToObj(index -> new Worker(options, index, corpus, tolls)).toList();
        long heapBefore = heap();
        long start = System.nanoTime();
        List<Thread> threads = workers.stream().map(worker -> Thread.ofPlatform().daemon().start(worker)).toList();
        boolean hung = false;
        for (Thread thread : threads) {
            while (!hung && !thread.join(Duration.ofSeconds(1))) {
                hung = workers.stream().anyMatch(FuzzBench::hangs);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        print(options, tolls, seconds, heap() - heapBefore);
        return !hung && tolls.values().stream().allMatch(toll -> toll.defects().isEmpty());
    }

    private static boolean hangs(Worker worker) {
        boolean hangs = worker.busyNanos() > HUNG.toNanos();
        if (hangs) {
            System.err.println("input " + worker.number() + " has not ended after " + HUNG.toSeconds() + " s");
        }
        return hangs;
    }

    private static void print(FuzzOptions options, Map<Target, Toll> tolls, double seconds, long heapGrowth) {
        System.out.printf("seed %d, inputs %d to %d, %d threads: %.1f s, %,.0f inputs/s%n%n", options.seed(),
                options.first(), options.first() + options.inputs() - 1, options.threads(), seconds,
                options.inputs() / seconds);
        System.out.println("| what | inputs | bytes each | inputs per CPU second | slowest | defects |");
        System.out.println("|---|--:|--:|--:|--:|--:|");
        tolls.forEach((target, toll) -> System.out.println(toll.row(target.title())));
        System.out.printf("%nheap growth: %.1f MB%n", heapGrowth / 1e6);
        tolls.forEach((target, toll) -> {
            if (toll.slowestNanos() > SLOW.toNanos()) {
                System.out.printf("SLOW: %s took more than %d CPU s for one input%n", target.title(), SLOW.toSeconds());
            }
            toll.defects().forEach((kind, count) -> System.out.printf("DEFECT: %s, %,d times: %s%n", target.title(),
                    count, kind));
        });
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
