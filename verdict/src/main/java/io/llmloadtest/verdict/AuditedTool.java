package io.llmloadtest.verdict;

import io.llmloadtest.ledger.foreign.ForeignFile.ToolTestimony;
import java.util.OptionalInt;

/**
 * What is known of a tool that drove the load in our place.
 *
 * @param testimony what its result says
 * @param timed whether its requests are placed in time
 * @param mostInFlight how many of them it had in flight at a time, at most; 0 when that is not known
 * @param unreported requests that it sends by itself and leaves out of its result, as a readiness check; as far as its
 *     command line tells
 * @param exitCode what it ended with; empty when nobody saw it
 */
public record AuditedTool(ToolTestimony testimony, boolean timed, int mostInFlight, long unreported,
        OptionalInt exitCode) {

    /** How people call it. */
    public String title() {
        return testimony.report().tool().title();
    }

    /** The concurrency it was asked for as the only bound of its load; empty for a rate, or when it does not tell. */
    public OptionalInt concurrency() {
        return testimony.report().load().rate().isPresent()
                ? OptionalInt.empty()
                : testimony.report().load().concurrency();
    }
}
