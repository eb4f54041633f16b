package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.model.Span;
import io.llmloadtest.model.Window;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/**
 * The log has no statistics line anywhere, although the engine worked and its next tick has passed. vLLM logs each ten
 * seconds in which it made tokens; of a run that ended sooner nothing can be said.
 */
final class StatsLogOff implements Cause {

    private static final double TICK_SECONDS = 10.5;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        return switch (hearing.file().log().availability()) {
            case LogAvailability.Legible(String name) when isOff(hearing) -> Optional.of(Claim.of(
                    new Values().put("name", name).put("lines", hearing.admitted().digest().lines())
                            .info(FindingId.STATS_LOG_OFF, hearing)));
            case LogAvailability.Legible _,LogAvailability.Illegible _,LogAvailability.NotAsked _ ->
                Optional.empty();
        };
    }

    private static boolean isOff(Hearing hearing) {
        Span span = hearing.file().span();
        boolean ticked = new Window(span.active().from(), span.evidence().to().max(span.active().to()))
                .seconds() >= TICK_SECONDS;
        return ticked && !hearing.admitted().digest().statsLogSeen() && hearing.admitted().ours().completed() > 0;
    }
}
