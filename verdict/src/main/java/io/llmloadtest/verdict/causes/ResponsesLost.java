package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.Finding;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Severity;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.balance.Ours;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The server finished what did not arrive whole: successes beyond ours, no more than our failed requests can account for,
 * and no more HTTP requests than we sent. What came whole, but was no answer of an OpenAI server, is
 * requests-failed's. Where nobody counts HTTP requests, other people's traffic fits as well and both
 * are named.
 */
final class ResponsesLost implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Ours ours = hearing.ours();
        double beyond = left.beyond(Account.CHOICES);
        double lost = Math.min(beyond, ours.choicesAtStake() - ours.choicesOfNoAnswer());
        if (lost <= 0 || beyond > ours.choicesAtStake()) {
            return Optional.empty();
        }
        OptionalDouble tokens = Work.finishedForNobody(left, hearing, ours, lost, Account.TOKENS,
                Account.FINISHED_TOKENS);
        OptionalDouble prompt = Work.finishedForNobody(left, hearing, ours, lost, Account.PROMPT_TOKENS,
                Account.FINISHED_PROMPT_TOKENS);
        Map<Account, Double> amounts = new EnumMap<>(Account.class);
        amounts.put(Account.CHOICES, lost);
        amounts.put(Account.TOKENS, tokens.orElse(0));
        amounts.put(Account.FINISHED_TOKENS, Math.min(tokens.orElse(0), left.beyond(Account.FINISHED_TOKENS)));
        amounts.put(Account.PROMPT_TOKENS, prompt.orElse(0));
        amounts.put(Account.FINISHED_PROMPT_TOKENS,
                Math.min(prompt.orElse(0), left.beyond(Account.FINISHED_PROMPT_TOKENS)));
        amounts.put(Account.FIRST_TOKENS, Math.min(lost, left.beyond(Account.FIRST_TOKENS)));
        HttpSlack.addTo(amounts, left, ours);
        return Optional.of(Claim.of(findings(left, hearing, ours, lost, tokens), amounts));
    }

    private static List<Finding> findings(Residuals left, Hearing hearing, Ours ours, double lost,
            OptionalDouble tokens) {
        boolean certain = Extra.of(left, hearing).isWitnessed();
        Values values = new Values().put("requests", lost).put("tokens", tokens).put("visible_tokens",
                ours.visibleTokens());
        List<Finding> findings = new ArrayList<>();
        if (!certain) {
            values.put("also_fits", List.of(FindingId.FOREIGN_TRAFFIC.key()));
        }
        findings.add(values.warning(FindingId.RESPONSES_LOST, hearing));
        if (!certain && left.said(FindingId.FOREIGN_TRAFFIC).isEmpty()) {
            findings.add(new Values().put("requests", lost).put("tokens", tokens)
                    .put("also_fits", List.of(FindingId.RESPONSES_LOST.key()))
                    .finding(FindingId.FOREIGN_TRAFFIC, hearing.shared() ? Severity.INFO : Severity.WARNING, hearing));
        }
        return findings;
    }
}
