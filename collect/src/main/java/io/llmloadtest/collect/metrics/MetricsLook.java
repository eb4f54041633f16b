package io.llmloadtest.collect.metrics;

import io.llmloadtest.evidence.metrics.Exposition;
import io.llmloadtest.evidence.metrics.ExpositionParser;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsAvailability.Problem;
import io.llmloadtest.evidence.metrics.Snapshot;
import java.time.Duration;
import java.time.Instant;

/** One look at a metrics page: a scrape and what a parser made of it. */
sealed interface MetricsLook {

    /** How long the scrape took. */
    Duration took();

    /**
     * The page holds at least one sample.
     *
     * @param snapshot what it says
     * @param body the page as received
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Seen(Snapshot snapshot, byte[] body) implements MetricsLook {

        @Override
        public Duration took() {
            return snapshot.took();
        }
    }

    /**
     * There is no page, or none with a sample.
     *
     * @param problem what stood in the way
     * @param detail more of it
     * @param took how long it took to know
     */
    record Missed(Problem problem, String detail, Duration took) implements MetricsLook {

        MetricsAvailability.Unavailable of(String url) {
            return new MetricsAvailability.Unavailable(url, problem, detail);
        }
    }

    static MetricsLook at(Scrape scrape, Instant wall) {
        return switch (scrape) {
            case Scrape.Failure(Problem problem, String detail, Duration took) -> new Missed(problem, detail, took);
            case Scrape.Page(byte[] body, Duration took) -> {
                Exposition page = ExpositionParser.parse(body);
                yield page.hasSamples()
                        ? new Seen(new Snapshot(wall, took, page), body)
                        : new Missed(Problem.NOT_METRICS, MetricsScraper.firstCharacters(body), took);
            }
        };
    }
}
