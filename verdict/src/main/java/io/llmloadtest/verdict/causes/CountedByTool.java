package io.llmloadtest.verdict.causes;

import io.llmloadtest.ledger.foreign.ToolReport.Counting;
import io.llmloadtest.verdict.AuditedTool;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Requests agree and tokens do not: a tool that counts them by its own tokenizer lacks the chat template, or splits text
 * otherwise than the model made it. Prompts are counted so by any of them; answers only by some. A difference of more than
 * a quarter is something else.
 */
final class CountedByTool implements Cause {

    private static final double MOST = 0.25;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        if (!left.knows(Account.CHOICES) || left.of(Account.CHOICES) != 0 || left.beyond(Account.HTTP_REQUESTS) > 0) {
            return Optional.empty();
        }
        return hearing.file().tool().flatMap(tool -> claim(left, hearing, tool));
    }

    private static Optional<Claim> claim(Residuals left, Hearing hearing, AuditedTool tool) {
        Map<Account, Double> amounts = new EnumMap<>(Account.class);
        Values values = new Values().put("tool", tool.title());
        for (Account account : new Account[]{Account.TOKENS, Account.PROMPT_TOKENS}) {
            boolean own = account == Account.PROMPT_TOKENS
                    || tool.testimony().report().counting() == Counting.OWN;
            double client = hearing.entry(account).client().known().orElse(0);
            if (own && left.of(account) != 0 && Math.abs(left.of(account)) <= MOST * client) {
                amounts.put(account, left.of(account));
                values.put(account.key(), left.of(account));
            }
        }
        return amounts.isEmpty()
                ? Optional.empty()
                : Optional.of(Claim.of(values.info(FindingId.TOKENS_COUNTED_BY_TOOL, hearing), amounts));
    }
}
