package io.llmloadtest.benchmarks.fuzz;

import io.llmloadtest.evidence.metrics.Exposition;
import io.llmloadtest.evidence.metrics.ExpositionParser;
import io.llmloadtest.evidence.metrics.MetricsSample;
import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.evidence.metrics.Movement;
import io.llmloadtest.evidence.metrics.Snapshot;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Tick;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Metrics pages: parsed, then compared with the page before, both ways, as two snapshots of one server. A counter that moved
 * by less than nothing is a defect too.
 */
final class PageSubject implements Subject {

    private static final int MOST_LINES = 12;

    private final Corpus corpus;
    private final boolean whole;
    private Snapshot last = snapshot(new byte[0]);

    /** Takes whole pages, or some lines of them. */
    PageSubject(Corpus corpus, boolean whole) {
        this.corpus = corpus;
        this.whole = whole;
    }

    @Override
    public byte[] input(RandomGenerator random) {
        Mutator mutator = new Mutator(random, corpus.pageLines());
        if (whole) {
            return mutator.damaged(corpus.pages().get(random.nextInt(corpus.pages().size())));
        }
        List<byte[]> lines = corpus.pageLines();
        int first = random.nextInt(lines.size());
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        for (int i = first + random.nextInt(MOST_LINES); i >= first; i--) {
            page.writeBytes(lines.get(i % lines.size()));
        }
        return mutator.damaged(page.toByteArray());
    }

    @Override
    public void feed(byte[] input, RandomGenerator random) {
        Snapshot now = snapshot(input);
        ModelFilter filter = random.nextBoolean() ? ModelFilter.ANY : ModelFilter.of("tiny", List.of("tiny"));
        Snapshot before = last;
        last = now;
        check(Movement.between(before, now, filter));
        check(Movement.between(now, before, filter));
        MetricsSample.of(new Tick(1), 0, now, filter);
    }

    private static Snapshot snapshot(byte[] page) {
        Exposition exposition = ExpositionParser.parse(page);
        return new Snapshot(Instant.EPOCH, Duration.ZERO, exposition);
    }

    private static void check(Movement movement) {
        movement.delta().counters().forEach((counter, reading) -> {
            if (reading instanceof Reading.Value(double value) && value < 0) {
                throw new IllegalStateException("the counter " + counter + " moved by " + value);
            }
        });
    }
}
