package io.llmloadtest.report.html;

import io.llmloadtest.store.chronicle.Chronicle;
import io.llmloadtest.store.chronicle.Chronicle.Activity;
import io.llmloadtest.store.chronicle.Chronicle.Failure;
import io.llmloadtest.store.chronicle.Chronicle.FirstToken;
import io.llmloadtest.store.chronicle.Chronicle.LogMark;
import io.llmloadtest.store.chronicle.Chronicle.Moment;
import io.llmloadtest.store.chronicle.Chronicle.Phase;
import io.llmloadtest.store.chronicle.Chronicle.Point;
import io.llmloadtest.store.chronicle.Chronicle.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Runs over time to show. */
final class Chronicled {

    private Chronicled() {
    }

    /** As full as a chronicle ever gets: that of 100,000 requests over {@code levels} levels. */
    static Chronicle full(int levels) {
        double seconds = 1000;
        List<Phase> phases = new ArrayList<>();
        List<Spread> spreads = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            double from = level * seconds / levels;
            phases.add(new Phase(true, level, from, from + 1));
            phases.add(new Phase(false, level, from + 1, from + seconds / levels));
            for (String latency : List.of("ttft", "tpot", "itl", "e2e")) {
                spreads.add(new Spread(level, latency, 100_000, IntStream.rangeClosed(1, 200)
                        .mapToObj(i -> new Point(10 + i * 1.234567, i / 200.0)).toList()));
            }
        }
        List<Activity> client = IntStream.range(0, 240)
                .mapToObj(i -> new Activity(i * 5, i * 5 + 5, 1234.5 + i, i % 7, 32, 30.25, 417,
                        OptionalDouble.of(45.2), OptionalDouble.of(99.9)))
                .toList();
        List<Moment> server = IntStream.range(0, 480)
                .mapToObj(i -> new Moment(i * 2, OptionalDouble.of(30), OptionalDouble.of(2), OptionalDouble.of(33.3),
                        i * 2 - 2, i % 50 == 0 ? OptionalDouble.empty() : OptionalDouble.of(1300)))
                .toList();
        List<FirstToken> dots = IntStream.range(0, 4000)
                .mapToObj(i -> new FirstToken(i / 4.0, 40 + i % 613, 25, i % 100 == 0)).toList();
        List<Failure> failures = IntStream.range(0, 500)
                .mapToObj(i -> new Failure(i * 2, i % 2 == 0 ? "timeout" : "http_status", 3)).toList();
        List<LogMark> log = IntStream.range(0, 200)
                .mapToObj(i -> new LogMark(i % 3 == 0, "the same <b>words</b> again " + i, 2, i * 5, i * 5 + 3))
                .toList();
        return new Chronicle(seconds, phases, client, server, dots, 100_000, 1, failures, log, spreads);
    }
}
