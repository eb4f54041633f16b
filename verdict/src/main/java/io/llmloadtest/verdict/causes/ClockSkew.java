package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.logs.Custody;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/**
 * The clock that stamps the log differs from ours by more than could be a measuring error, and by enough to put lines into
 * the wrong stretch.
 */
final class ClockSkew implements Cause {

    private static final double WORTH_SAYING_MS = 100;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Custody custody = hearing.file().log().custody();
        double skew = custody.skewMillis().known().orElse(0);
        double doubt = custody.skewUncertaintyMillis().known().orElse(0);
        return Math.abs(skew) <= Math.max(WORTH_SAYING_MS, doubt)
                ? Optional.empty()
                : Optional.of(Claim.of(new Values().put("skew_ms", skew).put("uncertainty_ms", doubt)
                        .info(FindingId.CLOCK_SKEW, hearing)));
    }
}
