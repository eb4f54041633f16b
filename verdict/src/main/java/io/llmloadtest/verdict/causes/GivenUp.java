package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Ours;
import java.util.Map;

/**
 * Parts our failed requests into lost ones and the rest. Which of them the server finished it does not say; answers that
 * broke off are the likelier ones, then what something in front turned into an error, and last what we gave up ourselves.
 */
final class GivenUp {

    private GivenUp() {
    }

    /** Requests that we gave up, those left out that the server finished nevertheless. */
    static double requests(Residuals left, Ours ours) {
        double others = ours.broken() + ours.turned();
        return ours.givenUp() - Math.clamp(lost(left, ours) - others, 0, ours.givenUp());
    }

    /** Requests that something in front turned into errors and that the server did not finish. */
    static double turned(Residuals left, Ours ours) {
        return ours.turned() - Math.clamp(lost(left, ours) - ours.broken(), 0, ours.turned());
    }

    /** How many of the first {@code most} failures in that order the server finished. */
    static double lostOf(Residuals left, Ours ours, double most) {
        return Math.min(most, lost(left, ours));
    }

    private static double lost(Residuals left, Ours ours) {
        return left.claimed(FindingId.RESPONSES_LOST, Account.CHOICES) / ours.choicesPerRequest();
    }

    /** Puts what the server made for unfinished requests, where it is known. */
    static void putWork(Values values, Residuals left, Map<Account, Double> amounts) {
        if (left.knows(Account.TOKENS)) {
            values.put("tokens", amounts.getOrDefault(Account.TOKENS, 0.0));
        }
        if (left.knows(Account.PROMPT_TOKENS)) {
            values.put("prompt_tokens", amounts.getOrDefault(Account.PROMPT_TOKENS, 0.0));
        }
    }
}
