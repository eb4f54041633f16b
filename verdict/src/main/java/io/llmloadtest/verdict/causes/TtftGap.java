package io.llmloadtest.verdict.causes;

import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import io.llmloadtest.verdict.AuditedTool;
import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Severity;
import io.llmloadtest.verdict.Status;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.balance.Measured;
import io.llmloadtest.verdict.balance.Parts;
import java.util.Optional;

/** The client's mean time to first token lies above the server's by more than the tolerance: information when the known parts
 * leave no more than the allowance, else a warning. */
final class TtftGap implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        return hearing.measured().ttft().filter(timed -> timed.row().isMade()).or(() -> traced(hearing))
                .filter(timed -> isGap(timed.row()))
                .map(timed -> Claim.of(values(timed)
                        .put("tool", hearing.file().tool().map(AuditedTool::title).orElse(""))
                        .finding(FindingId.TTFT_GAP,
                                timed.row().status() == Status.PASS ? Severity.INFO : Severity.WARNING, hearing)));
    }

    /** Where metrics could not be compared, traces can. */
    private static Optional<Measured.Timed> traced(Hearing hearing) {
        Reading unknown = Reading.absent(Why.NO_METRICS);
        return hearing.traced(Quantity.AVG_TTFT).map(row -> new Measured.Timed(row, hearing.measured().ttft()
                .map(Measured.Timed::parts).orElseGet(() -> new Parts(unknown, unknown, unknown, unknown,
                        unknown, unknown, unknown, unknown))));
    }

    private static boolean isGap(Comparison row) {
        return row.isMade() && !row.isBelowServer()
                && row.difference().orElse(0) > row.limit().fraction() * row.server().known().orElse(0);
    }

    private static Values values(Measured.Timed timed) {
        Comparison row = timed.row();
        Parts parts = timed.parts();
        double gap = row.difference().orElse(0);
        return new Values().put("client_ms", row.client()).put("server_ms", row.server()).put("gap_ms", gap)
                .put("write_ms", parts.write())
                .put("api_server_ms", parts.apiServer()).put("round_trip_ms", parts.roundTrip())
                .put("instrument_ms", parts.instrument()).put("connect_ms", parts.connect())
                .put("queue_ms", parts.queue()).put("prefill_ms", parts.prefill())
                .put("front_end_ms", parts.frontEnd())
                .put("rest_ms", gap - parts.known()).put("allowance_ms", row.limit().allowance() - parts.known());
    }
}
