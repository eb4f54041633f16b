package io.llmloadtest.store.chronicle;

import io.llmloadtest.ledger.Course;
import io.llmloadtest.ledger.Distribution;
import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.ledger.Timeline;
import io.llmloadtest.store.chronicle.Chronicle.Failure;
import io.llmloadtest.store.chronicle.Chronicle.FirstToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The requests of a run by the stretch they were sent in, and those that failed by the stretch they ended in. Where a level has
 * more requests than are held one by one, those that are stand for the others, but all that failed are counted.
 */
final class Requests {

    private final double seconds;
    private final double width;
    private final List<Distribution> ttft = new ArrayList<>();
    private final List<FirstToken> firstTokens = new ArrayList<>();
    private final Map<Integer, Map<ErrorKind, Failure>> failures = new TreeMap<>();
    private int every = 1;

    Requests(double seconds, Duration width, int stretches) {
        this.seconds = seconds;
        this.width = width.toNanos() / 1e9;
        for (int i = 0; i < stretches; i++) {
            ttft.add(new Distribution());
        }
    }

    void add(Course course, boolean warmUp) {
        every = Math.max(every, course.every());
        course.forEach(request -> {
            request.error().ifPresent(kind -> failed(Chronicles.seconds(request.ended()), kind, 1));
            request.ttftNanos().ifPresent(nanos -> {
                double at = Chronicles.seconds(request.sent());
                firstTokens.add(new FirstToken(at, nanos / 1e6, course.every(), warmUp));
                if (!ttft.isEmpty()) {
                    ttft.get(stretch(at)).add(nanos);
                }
            });
        });
    }

    /** Takes the failures from where all are counted, to the bin, in place of those that are held. */
    void countFailures(Timeline timeline) {
        failures.clear();
        timeline.eachFailure((from, kind, requests) -> failed(Chronicles.seconds(from), kind, requests));
    }

    private void failed(double at, ErrorKind kind, long requests) {
        failures.computeIfAbsent(stretch(at), _ -> new EnumMap<>(ErrorKind.class)).merge(kind,
                new Failure(at, kind.key(), requests),
                (old, one) -> new Failure(Math.min(old.at(), one.at()), old.kind(), old.requests() + one.requests()));
    }

    private int stretch(double at) {
        return Math.clamp((long) (at / width), 0, Math.max(0, ttft.size() - 1));
    }

    /** Of how many requests that follow each other one is held, at the most; 1 when each is. */
    int every() {
        return every;
    }

    /** How many requests with a known TTFT are held. */
    long timed() {
        return firstTokens.size();
    }

    /** All of them, or as many as can be shown. */
    List<FirstToken> firstTokens() {
        return Thinning.of(firstTokens, seconds);
    }

    List<Failure> failures() {
        return failures.values().stream().flatMap(kinds -> kinds.values().stream())
                .sorted(Comparator.comparingDouble(Failure::at)).toList();
    }

    long timedIn(int stretch) {
        return ttft.get(stretch).count();
    }

    OptionalDouble medianMillis(int stretch) {
        return ttft.get(stretch).percentile(0.5).map(median -> OptionalDouble.of(median.nanos() / 1e6))
                .orElse(OptionalDouble.empty());
    }

    OptionalDouble longestMillis(int stretch) {
        OptionalDouble most = ttft.get(stretch).max();
        return most.isPresent() ? OptionalDouble.of(most.getAsDouble() / 1e6) : most;
    }
}
