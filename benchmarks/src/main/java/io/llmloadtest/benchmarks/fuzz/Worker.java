package io.llmloadtest.benchmarks.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** Feeds every n-th input. Each is made of seed and number alone, so that any one can be made again. */
final class Worker implements Runnable {

    private static final long SAVED_OF_A_KIND = 3;

    /** Costs are those of the thread, so that a busy machine makes no input look slow. */
    private final ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
    private final FuzzOptions options;
    private final int index;
    private final Corpus corpus;
    private final Map<Target, Stand> stands = new EnumMap<>(Target.class);
    private volatile long since = System.nanoTime();
    private volatile long number;

    /** One target, as this thread has it. */
    private static final class Stand {
        private final Toll toll;
        private Subject subject;
        private byte[] previous = {};

        private Stand(Subject subject, Toll toll) {
            this.subject = subject;
            this.toll = toll;
        }
    }

    Worker(FuzzOptions options, int index, Corpus corpus, Map<Target, Toll> tolls) {
        this.options = options;
        this.index = index;
        this.corpus = corpus;
        tolls.forEach((target, toll) -> stands.put(target, new Stand(target.subject(corpus), toll)));
    }

    @Override
    public void run() {
        for (long i = index; i < options.inputs(); i += options.threads()) {
            feed(options.first() + i);
        }
        since = Long.MAX_VALUE;
    }

    /** How long it has been at the input at hand; negative when it has done them all. */
    long busyNanos() {
        long begun = since;
        return begun == Long.MAX_VALUE ? -1 : System.nanoTime() - begun;
    }

    /** The number of the input at hand. */
    long number() {
        return number;
    }

    private void feed(long next) {
        SplittableRandom random = new SplittableRandom(options.seed() * 0x9e3779b97f4a7c15L + next);
        Target target = Target.of(random.nextInt(Target.WHOLE));
        Stand stand = Objects.requireNonNull(stands.get(target));
        byte[] input = stand.subject.input(random);
        number = next;
        since = System.nanoTime();
        long start = cpu.getCurrentThreadCpuTime();
        try {
            stand.subject.feed(input, random);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError thrown) {
            note(next, target, stand, input, thrown);
            // What broke may be left in pieces, and must not break again on the next input.
            stand.subject = target.subject(corpus);
        }
        stand.toll.add(next, input.length, cpu.getCurrentThreadCpuTime() - start);
        stand.previous = input;
    }

    private void note(long next, Target target, Stand stand, byte[] input, Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        String kind = thrown.getClass().getSimpleName() + " at " + (trace.length == 0 ? "?" : trace[0]);
        if (stand.toll.defect(kind) >= SAVED_OF_A_KIND) {
            return;
        }
        String name = target.title().replace(' ', '-') + "-" + options.seed() + "-" + next;
        try {
            Files.createDirectories(options.findings());
            Files.write(options.findings().resolve(name), input);
            Files.write(options.findings().resolve(name + ".before"), stand.previous);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        System.err.println("input " + next + " (" + target.title() + ", saved as " + name + "): " + thrown);
        for (int i = 0; i < Math.min(8, trace.length); i++) {
            System.err.println("    at " + trace[i]);
        }
    }
}
