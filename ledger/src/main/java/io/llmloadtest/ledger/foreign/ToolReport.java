package io.llmloadtest.ledger.foreign;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a tool says of its test: its own words, kept apart from what follows from its single requests. Whatever it does not
 * say is empty.
 *
 * @param tool who says it
 * @param version of the tool
 * @param endpoint the route it loaded
 * @param counts how many
 * @param load what was asked of it
 * @param figures its latencies, each by its own definition
 * @param rates its throughputs
 * @param counting whose token counts it takes
 */
public record ToolReport(Tool tool, Optional<String> version, String endpoint, Counts counts, Load load,
        Map<Figure, Summary> figures, Rates rates, Counting counting) {

    /** The latencies that tools report. */
    public enum Figure {
        TTFT, ITL, TPOT, E2E;

        /** The published name. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whose token counts. */
    public enum Counting {
        /** The server's usage. */
        SERVER,
        /** The tool's own tokenizer, at least for a part of the requests. */
        OWN
    }

    /**
     * Amounts.
     *
     * @param succeeded requests that ended well
     * @param failed requests that did not
     * @param promptTokens of the former
     * @param outputTokens of the former
     */
    public record Counts(OptionalLong succeeded, OptionalLong failed, OptionalLong promptTokens,
            OptionalLong outputTokens) {

        static final Counts UNKNOWN = new Counts(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(),
                OptionalLong.empty());
    }

    /**
     * What was asked of the tool.
     *
     * @param concurrency requests in flight
     * @param rate requests per second
     * @param seconds how long it says it took
     */
    public record Load(OptionalInt concurrency, OptionalDouble rate, OptionalDouble seconds) {

        static final Load UNKNOWN = new Load(OptionalInt.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }

    /**
     * A latency in milliseconds.
     *
     * @param mean mean
     * @param p50 median
     * @param p99 99th percentile
     */
    public record Summary(OptionalDouble mean, OptionalDouble p50, OptionalDouble p99) {

        /** Whether it says nothing. */
        public boolean isEmpty() {
            return mean.isEmpty() && p50.isEmpty() && p99.isEmpty();
        }
    }

    /**
     * Throughputs per second.
     *
     * @param requests of requests that ended well
     * @param outputTokens of theirs
     */
    public record Rates(OptionalDouble requests, OptionalDouble outputTokens) {

        static final Rates UNKNOWN = new Rates(OptionalDouble.empty(), OptionalDouble.empty());
    }

    public ToolReport {
        Map<Figure, Summary> said = new EnumMap<>(Figure.class);
        figures.forEach((figure, summary) -> {
            if (!summary.isEmpty()) {
                said.put(figure, summary);
            }
        });
        figures = Collections.unmodifiableMap(said);
    }

    /** The same, with the concurrency that is known from elsewhere where the result does not tell. */
    public ToolReport orConcurrency(OptionalInt known) {
        return load.concurrency().isPresent() || known.isEmpty()
                ? this
                : new ToolReport(tool, version, endpoint, counts, new Load(known, load.rate(), load.seconds()), figures,
                        rates, counting);
    }
}
