package io.llmloadtest.verdict.causes;

import io.llmloadtest.ledger.OwnTimes;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** Single requests took the server longer, by the answers' own metrics, than the client waited for them. */
final class RequestTimes implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        OwnTimes own = hearing.admitted().ours().ownTimes();
        return own.contradictions() == 0
                ? Optional.empty()
                : Optional.of(Claim.of(new Values().put("requests", own.contradictions())
                        .put("checked", own.requests()).put("worst_ms", own.worstNanos() / 1e6)
                        .put("examples", own.examples()).warning(FindingId.REQUEST_TIMES_CONTRADICT, hearing)));
    }
}
