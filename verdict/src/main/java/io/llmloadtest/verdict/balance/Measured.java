package io.llmloadtest.verdict.balance;

import io.llmloadtest.verdict.Comparison;
import java.util.Optional;

/**
 * The rows that are measured rather than counted.
 *
 * @param ttft the mean time to first token, with its known parts
 * @param e2e the mean end-to-end latency
 * @param throughput the throughput over the engine's own windows
 */
public record Measured(Optional<Timed> ttft, Optional<Comparison> e2e, Optional<Comparison> throughput) {

    /**
     * A time to first token and what is known of its gap.
     *
     * @param row the comparison
     * @param parts the known parts, in milliseconds
     */
    public record Timed(Comparison row, Parts parts) {
    }
}
