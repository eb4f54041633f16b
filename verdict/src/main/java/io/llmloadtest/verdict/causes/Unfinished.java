package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.metrics.Meaning;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.balance.Ours;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Work that the server began for requests of ours and did not finish. A vLLM, V0 and V1, counts such requests in no
 * success, whatever the reason's name promises, yet their prompts, tokens and first tokens are in the counters: at least
 * the tokens that arrived, at most the lengths asked for.
 */
final class Unfinished {

    private Unfinished() {
    }

    /** The part of the residuals that {@code requests} unfinished requests predict. */
    static Map<Account, Double> amounts(Residuals left, Hearing hearing, double requests) {
        Ours ours = hearing.ours();
        double choices = requests * ours.choicesPerRequest();
        Map<Account, Double> amounts = new EnumMap<>(Account.class);
        amounts.put(Account.TOKENS, tokens(left, hearing, ours, choices));
        double prompt = left.beyond(Account.PROMPT_TOKENS);
        if (prompt <= most(hearing.file().expectation().inputTokens(), choices)) {
            amounts.put(Account.PROMPT_TOKENS, prompt);
        }
        double first = left.beyond(Account.FIRST_TOKENS);
        if (first <= choices) {
            amounts.put(Account.FIRST_TOKENS, first);
        }
        HttpSlack.addTo(amounts, left, ours);
        return amounts;
    }

    private static double tokens(Residuals left, Hearing hearing, Ours ours, double choices) {
        Meaning counted = hearing.admitted().delta().semantics().abortsInTokens();
        if (!left.knows(Account.TOKENS) || counted == Meaning.NO) {
            return 0;
        }
        boolean others = left.said(FindingId.RESPONSES_LOST).isPresent()
                || left.said(FindingId.FOREIGN_TRAFFIC).isPresent();
        double atLeast = counted == Meaning.YES && !others ? ours.visibleTokens() : 0;
        double tokens = Math.max(left.of(Account.TOKENS), atLeast);
        return tokens >= 0 && tokens <= most(hearing.file().expectation().outputTokens(), choices) ? tokens : 0;
    }

    private static double most(OptionalInt fixed, double choices) {
        return fixed.isPresent() ? fixed.getAsInt() * choices : Double.MAX_VALUE;
    }
}
