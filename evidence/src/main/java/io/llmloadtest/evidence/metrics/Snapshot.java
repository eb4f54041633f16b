package io.llmloadtest.evidence.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One scrape that succeeded.
 *
 * @param wall when the body had arrived, by this machine's wall clock
 * @param took how long the scrape took
 * @param page what it said
 */
public record Snapshot(Instant wall, Duration took, Exposition page) {

    /** Both are there from the start or not at all; stamps of HTTP series come with the first request. */
    private static final List<String> STAMPS = List.of("process_start_time_seconds", "vllm:generation_tokens_created");

    /** The dialect of the page, for people, such as {@code vLLM V1}. */
    public String kind() {
        return Dialect.of(page, page).kind();
    }

    /**
     * Where the counters of completion work stand. Two snapshots with equal states saw no such work in between; what moves
     * by scraping alone is not in it.
     */
    public CounterState counterState(ModelFilter filter) {
        return CounterState.of(page, filter);
    }

    /** How many engines the page counts for; 0 when it tells none apart. */
    public int engines() {
        String prefix = Dialect.of(page, page).prefix();
        return (int) page.names().stream().filter(name -> !prefix.isEmpty() && name.startsWith(prefix))
                .flatMap(name -> page.samples(name).stream())
                .flatMap(sample -> sample.labels().value("engine").stream())
                .distinct().count();
    }

    /** The models whose work the page counts, by the names they are counted under. */
    public Set<String> models() {
        return ModelFilter.models(page, Dialect.of(page, page).prefix());
    }

    /**
     * A mark of the server process that answered, equal for two scrapes of one process; empty where the page has none, as
     * when vLLM runs several API servers.
     */
    public Optional<String> identity() {
        String mark = STAMPS.stream().filter(page::has)
                .map(name -> Double.toString(page.samples(name).getFirst().value())).collect(Collectors.joining(" "));
        return mark.isEmpty() ? Optional.empty() : Optional.of(mark);
    }
}
