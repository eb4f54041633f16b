package io.llmloadtest.verdict.causes;

import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Severity;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.balance.Ours;
import java.util.Map;
import java.util.Optional;

/**
 * Requests that timed out or were cancelled, and what the server made for them: tokens that no success accounts for. Only
 * the client's own deliberate cancellations are harmless. Errors that something in front of the server gave, while the
 * server worked, belong here as well.
 */
final class WorkAborted implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Ours ours = hearing.ours();
        double turned = left.beyond(Account.TOKENS) > 0 ? GivenUp.turned(left, ours) : 0;
        double requests = GivenUp.requests(left, ours) + turned;
        if (requests <= 0) {
            return Optional.empty();
        }
        Map<Account, Double> amounts = Unfinished.amounts(left, hearing,
                requests + ours.broken() - GivenUp.lostOf(left, ours, ours.broken()));
        Values values = new Values().put("requests", requests).put("visible_tokens", ours.visibleTokens())
                .put("timeouts", ours.failed(ErrorKind.TIMEOUT)).put("cancelled", ours.failed(ErrorKind.CANCELLED));
        GivenUp.putWork(values, left, amounts);
        boolean deliberate = ours.failed(ErrorKind.TIMEOUT) == 0 && turned == 0;
        return Optional.of(Claim.of(values.finding(FindingId.WORK_ABORTED,
                deliberate ? Severity.INFO : Severity.WARNING, hearing), amounts));
    }
}
