package io.llmloadtest.verdict.causes;

import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.balance.Ours;
import java.util.Map;
import java.util.Optional;

/**
 * Answers that ended in an error event or broke off, and that the server did not finish or cannot tell of. What it made for
 * them is claimed here, unless requests that we gave up share it: then nobody can part the two and work-aborted holds it.
 */
final class StreamErrors implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Ours ours = hearing.ours();
        double broken = ours.broken() - GivenUp.lostOf(left, ours, ours.broken());
        if (broken <= 0) {
            return Optional.empty();
        }
        Values values = new Values().put("requests", broken).put("error_events", ours.failed(ErrorKind.STREAM_ERROR))
                .put("truncated", ours.failed(ErrorKind.TRUNCATED)).put("visible_tokens", ours.visibleTokens())
                .put("messages", Messages.of(ours, "error event", "answer broke off"));
        if (GivenUp.requests(left, ours) > 0) {
            return Optional.of(Claim.of(values.warning(FindingId.STREAM_ERRORS, hearing)));
        }
        Map<Account, Double> amounts = Unfinished.amounts(left, hearing, broken);
        GivenUp.putWork(values, left, amounts);
        return Optional.of(Claim.of(values.warning(FindingId.STREAM_ERRORS, hearing), amounts));
    }
}
