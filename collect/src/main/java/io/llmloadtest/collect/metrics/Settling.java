package io.llmloadtest.collect.metrics;

import java.time.Duration;

/**
 * How long counters are waited for. They rest when two scrapes a pause apart show the same, and the client's own work is
 * in them: vLLM counts a request's HTTP end only after its last byte was sent.
 *
 * @param pause between two scrapes; the less, the more a slow counter is missed
 * @param atMost after which they are taken as they are
 */
public record Settling(Duration pause, Duration atMost) {

    /** A second between scrapes, five seconds in all. */
    public static final Settling USUAL = new Settling(Duration.ofSeconds(1), Duration.ofSeconds(5));
}
