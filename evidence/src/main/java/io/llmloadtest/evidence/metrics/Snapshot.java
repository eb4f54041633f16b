package io.llmloadtest.evidence.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One scrape that succeeded.
 *
 * @param wall when the body had arrived, by this machine's wall clock
 * @param took how long the scrape took
 * @param page what it said
 */
public record Snapshot(Instant wall, Duration took, Exposition page) {

    /** The dialect of the page, for people, such as {@code vLLM V1}. */
    public String kind() {
        throw new UnsupportedOperationException();
    }

    /**
     * Where the counters of completion work stand. Two snapshots with equal states saw no such work in between; what moves
     * by scraping alone is not in it.
     */
    public CounterState counterState(ModelFilter filter) {
        throw new UnsupportedOperationException();
    }

    /** Which server process answered, where the page tells: equal for two scrapes of one process. */
    public Optional<String> identity() {
        throw new UnsupportedOperationException();
    }
}
