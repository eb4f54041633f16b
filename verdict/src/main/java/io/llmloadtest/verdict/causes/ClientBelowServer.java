package io.llmloadtest.verdict.causes;

import io.llmloadtest.model.Quantity;
import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.balance.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client latency lies below the server's although both timed the same requests: a clock or measurement defect. */
final class ClientBelowServer implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Values values = new Values();
        List<String> latencies = new ArrayList<>();
        hearing.measured().ttft().map(Measured.Timed::row).ifPresent(row -> note(row, "ttft", latencies, values));
        hearing.measured().e2e().ifPresent(row -> note(row, "e2e", latencies, values));
        hearing.measured().bounded().stream().filter(Comparison::isBelowServer)
                .forEach(row -> latencies.add(row.quantity().rowName()));
        hearing.traced(Quantity.AVG_TTFT).ifPresent(row -> note(row, "ttft", latencies, values));
        hearing.traced(Quantity.AVG_E2E).ifPresent(row -> note(row, "e2e", latencies, values));
        return latencies.isEmpty()
                ? Optional.empty()
                : Optional.of(Claim.of(
                        values.put("latencies", latencies).warning(FindingId.CLIENT_BELOW_SERVER, hearing)));
    }

    private static void note(Comparison row, String name, List<String> latencies, Values values) {
        if (row.isMade() && row.isBelowServer() && !latencies.contains(row.quantity().rowName())) {
            latencies.add(row.quantity().rowName());
            values.put(name + "_client_ms", row.client()).put(name + "_server_ms", row.server());
        }
    }
}
