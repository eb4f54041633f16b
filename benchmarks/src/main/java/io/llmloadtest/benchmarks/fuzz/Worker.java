package io.llmloadtest.benchmarks.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Feeds every n-th input. Each is made of seed and number alone, so that any one can be made again. */
final class Worker implements Runnable {

    private static final long SAVED_OF_A_KIND = 3;

    /** Costs are those of the thread, so that a busy machine makes no input look slow. */
    private final ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
    private final FuzzOptions options;
    private final int index;
    private final Corpus corpus;
    private final List<Subject> subjects;
    private final Map<Target, Toll> tolls;
    private final byte[][] previous = new byte[Target.values().length][0];
    private volatile long since = System.nanoTime();
    private volatile long number;

    Worker(FuzzOptions options, int index, Corpus corpus, Map<Target, Toll> tolls) {
        this.options = options;
        this.index = index;
        this.tolls = tolls;
        this.corpus = corpus;
        subjects = Target.subjects(corpus);
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
        Subject subject = subjects.get(target.ordinal());
        byte[] input = subject.input(random);
        Toll toll = tolls.get(target);
        number = next;
        since = System.nanoTime();
        long start = cpu.getCurrentThreadCpuTime();
        try {
            subject.feed(input, random);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError thrown) {
            note(next, target, toll, input, thrown);
            // What broke may be left in pieces, and must not break again on the next input.
            subjects.set(target.ordinal(), target.subject(corpus));
        }
        toll.add(next, input.length, cpu.getCurrentThreadCpuTime() - start);
        previous[target.ordinal()] = input;
    }

    private void note(long next, Target target, Toll toll, byte[] input, Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        String kind = thrown.getClass().getSimpleName() + " at " + (trace.length == 0 ? "?" : trace[0]);
        if (toll.defect(kind) >= SAVED_OF_A_KIND) {
            return;
        }
        String name = target.title().replace(' ', '-') + "-" + options.seed() + "-" + next;
        try {
            Files.createDirectories(options.findings());
            Files.write(options.findings().resolve(name), input);
            Files.write(options.findings().resolve(name + ".before"), previous[target.ordinal()]);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        System.err.println("input " + next + " (" + target.title() + ", saved as " + name + "): " + thrown);
        for (int i = 0; i < Math.min(8, trace.length); i++) {
            System.err.println("    at " + trace[i]);
        }
    }
}
