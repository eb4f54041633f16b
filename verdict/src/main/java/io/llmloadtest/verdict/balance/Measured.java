package io.llmloadtest.verdict.balance;

import io.llmloadtest.verdict.Comparison;
import java.util.List;
import java.util.Optional;

/**
 * The rows that are measured rather than counted.
 *
 * @param ttft the mean time to first token, with its known parts
 * @param e2e the mean end-to-end latency
 * @param bounded those of which the server's value is a lower bound and nothing more, in the published order
 * @param throughput the throughput over the engine's own windows
 */
public record Measured(Optional<Timed> ttft, Optional<Comparison> e2e, List<Comparison> bounded,
        Optional<Comparison> throughput) {

    public Measured {
        bounded = List.copyOf(bounded);
    }

    /**
     * A time to first token and what is known of its gap.
     *
     * @param row the comparison
     * @param parts the known parts, in milliseconds
     */
    public record Timed(Comparison row, Parts parts) {}
}
