package io.llmloadtest.collect.metrics;

import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.evidence.metrics.Meaning;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.util.HashMap;
import java.util.Map;

/**
 * What the pages of one boundary show of our own work, all together: with several replicas none of them has all of it. Safe
 * for use by several threads.
 */
final class Board {

    private final OwnWork done;
    private final int pages;
    private final Map<Integer, ServerDelta> moved = new HashMap<>();

    Board(OwnWork done, int pages) {
        this.done = done;
        this.pages = pages;
    }

    /** Notes how far a page has moved since the first boundary. */
    synchronized void post(int page, ServerDelta delta) {
        moved.put(page, delta);
    }

    /** A page that cannot be waited for: what the others show is all there is. */
    synchronized void leave(int page) {
        moved.putIfAbsent(page, ServerDelta.absent(Why.NO_METRICS));
    }

    /** Whether the counters hold our own work. Those that are absent, or mean something else, are not waited for. */
    synchronized boolean holds() {
        if (moved.size() < pages) {
            return false;
        }
        ServerDelta all = moved.values().stream().reduce(ServerDelta::plus).orElseThrow();
        boolean choices = all.semantics().successPerChoice() != Meaning.YES
                || reaches(all.of(Counter.SUCCEEDED_CHOICES), done.choices());
        Reading http = all.httpKnown().map(zero -> all.httpRequests().values().stream().reduce(zero, Double::sum));
        return choices && reaches(all.of(Counter.GENERATION_TOKENS), done.outputTokens())
                && reaches(http, done.httpRequests());
    }

    private static boolean reaches(Reading counter, long own) {
        return switch (counter) {
            case Reading.Value(double moved) -> moved >= own;
            case Reading.Absent _ -> true;
        };
    }
}
