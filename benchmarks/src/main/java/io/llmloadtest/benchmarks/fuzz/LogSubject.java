package io.llmloadtest.benchmarks.fuzz;

import io.llmloadtest.evidence.logs.LogBook;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Log lines, a few neighbours at a time: into a young book, of which digests are asked after each, and into one that goes on
 * for long, so that what piles up can be seen. A line that is not counted is a defect too.
 */
final class LogSubject implements Subject {

    private static final int MOST_LINES = 8;
    private static final int SHORT_LIFE = 40;
    private static final int LONG_LIFE = 100_000;
    private static final Instant START = Instant.parse("2026-11-25T10:15:30Z");

    private final Corpus corpus;
    private LogBook book = new LogBook();
    private LogBook longLived = new LogBook();
    private long taken;
    private int age;

    LogSubject(Corpus corpus) {
        this.corpus = corpus;
    }

    @Override
    public byte[] input(RandomGenerator random) {
        List<byte[]> lines = corpus.logLines();
        int first = random.nextInt(lines.size());
        int last = first + random.nextInt(MOST_LINES);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int i = first; i <= last; i++) {
            text.writeBytes(lines.get(i % lines.size()));
        }
        return new Mutator(random, lines).damaged(text.toByteArray());
    }

    @Override
    public void feed(byte[] input, RandomGenerator random) {
        Charset charset = random.nextInt(4) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        String[] lines = new String(input, charset).split("\n", -1);
        if (age % SHORT_LIFE == 0) {
            book = new LogBook();
            taken = 0;
        }
        if (age % SHORT_LIFE == SHORT_LIFE / 2) {
            book.beginRun(START.plusMillis(taken));
        }
        for (String text : lines) {
            taken++;
            long early = random.nextInt(50) == 0 ? 3 : 0;
            LogLine line = new LogLine(START.plusMillis(taken - early), text);
            book.add(line);
            longLived.add(line);
        }
        ask();
        if (++age == LONG_LIFE) {
            longLived.between(Instant.MIN, Instant.MAX);
            longLived = new LogBook();
            age = 0;
        }
    }

    private void ask() {
        Instant middle = START.plusMillis(taken / 2);
        Instant end = START.plusSeconds(3600);
        book.between(middle, end);
        LogDigest all = book.before(end);
        if (all.lines() != taken) {
            throw new IllegalStateException(taken + " lines were counted as " + all.lines());
        }
    }
}
