package io.llmloadtest.verdict.causes;

import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.InstrumentError;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The client itself was late by too much of what it measured: its event loop got to things later, on average, than a tenth of
 * the mean TTFT (of the mean E2E where nothing was streamed), or, where the loop stamps arrivals itself, than half the mean
 * ITL; and by more than 5 ms; and that was the rule, not one stall.
 */
final class ClientSaturated implements Cause {

    private static final double TOO_MUCH = 0.1;
    private static final double TOO_MUCH_OF_A_GAP = 0.5;
    private static final double LEAST_MS = 5;
    private static final double USUAL_MS = 2;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Optional<InstrumentError> error = hearing.file().instrumentError();
        Tally tally = hearing.file().tally();
        if (error.isEmpty() || tally.completed() == 0) {
            return Optional.empty();
        }
        double limit = Math.max(LEAST_MS, tolerable(tally, error.get().inStamps()));
        double late = error.get().meanNanos() / 1e6;
        if (late <= limit || error.get().p50Nanos() / 1e6 <= USUAL_MS) {
            return Optional.empty();
        }
        Values values = new Values().put("lateness_ms", late).put("lateness_p99_ms", error.get().p99Nanos() / 1e6)
                .put("limit_ms", limit);
        tally.itl().mean().ifPresent(gap -> values.put("itl_ms", gap / 1e6));
        return Optional.of(Claim.of(values.warning(FindingId.CLIENT_SATURATED, hearing)));
    }

    private static double tolerable(Tally tally, boolean inStamps) {
        double ofLatency = TOO_MUCH * tally.ttft().mean().orElse(tally.e2e().mean().orElse(0)) / 1e6;
        OptionalDouble gap = tally.itl().mean();
        return inStamps && gap.isPresent()
                ? Math.min(ofLatency, TOO_MUCH_OF_A_GAP * gap.getAsDouble() / 1e6)
                : ofLatency;
    }
}
