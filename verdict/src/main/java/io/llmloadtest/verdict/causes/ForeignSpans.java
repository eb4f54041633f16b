package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.traces.ServedRequest;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Severity;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.roll.Roll;
import java.util.Optional;

/** Others used the server, told by the spans of their requests where no counter could tell. */
final class ForeignSpans implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Roll roll = hearing.roll();
        boolean counted = left.knows(Account.HTTP_REQUESTS) || left.knows(Account.CHOICES);
        // of requests that the roll left out the spans look foreign
        if (counted || roll.foreign().isEmpty() || roll.leftOut() > 0
                || left.said(FindingId.FOREIGN_TRAFFIC).isPresent()) {
            return Optional.empty();
        }
        double requests = roll.foreign().stream().map(ServedRequest::traceId).distinct().count();
        return Optional.of(Claim.of(new Values().put("requests", requests).put("tokens", roll.foreignTokens())
                .put("prompt_tokens", roll.foreignPrompt())
                .finding(FindingId.FOREIGN_TRAFFIC, severity(hearing, requests), hearing)));
    }

    private static Severity severity(Hearing hearing, double requests) {
        return ForeignTraffic.severity(hearing, requests, hearing.roll().foreignTokens().known().orElse(0));
    }
}
