package io.llmloadtest.verdict.causes;

import io.llmloadtest.ledger.Tally;
import io.llmloadtest.verdict.AuditedTool;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tool counts more successes than the server finished, although the server answered every one of them with 200: an error
 * event came inside the stream, or the stream ended too early, and the tool did not look. {@code vllm bench serve}, aiperf
 * and inference-perf do so. Needs a witness of HTTP requests, since requests that never arrived look the same otherwise.
 */
final class FailuresAsSuccesses implements Cause {

    /** What was made for a broken answer is no more than this many times a mean one. */
    private static final double MOST_OF_A_MEAN = 2;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        double missing = left.shortOf(Account.CHOICES);
        if (missing <= 0 || !(arrived(left, Account.HTTP_REQUESTS) || arrived(left, Account.ACCESS_200))) {
            return Optional.empty();
        }
        return hearing.file().tool().map(tool -> claim(left, hearing, tool, missing));
    }

    private static boolean arrived(Residuals left, Account account) {
        return left.knows(account) && left.shortOf(account) == 0;
    }

    private static Claim claim(Residuals left, Hearing hearing, AuditedTool tool, double missing) {
        Tally ours = hearing.admitted().ours();
        Map<Account, Double> amounts = new EnumMap<>(Account.class);
        amounts.put(Account.CHOICES, -missing);
        amounts.put(Account.FIRST_TOKENS, -Math.min(missing, left.shortOf(Account.FIRST_TOKENS)));
        for (Account account : List.of(Account.TOKENS, Account.FINISHED_TOKENS)) {
            amounts.put(account, part(left, account, missing * mean(ours, ours.outputTokens())));
        }
        for (Account account : List.of(Account.PROMPT_TOKENS, Account.FINISHED_PROMPT_TOKENS)) {
            amounts.put(account, part(left, account, missing * mean(ours, ours.promptTokens())));
        }
        Values values = new Values().put("tool", tool.title()).put("requests", missing)
                .put("reported", ours.completed()).put("finished", hearing.entry(Account.CHOICES).server());
        if (left.knows(Account.TOKENS)) {
            values.put("tokens", amounts.getOrDefault(Account.TOKENS, 0.0));
        }
        return Claim.of(values.warning(FindingId.FAILURES_COUNTED_AS_SUCCESSES, hearing), amounts);
    }

    /** All that is left of an account, or nothing when it is more than broken answers can make. */
    private static double part(Residuals left, Account account, double means) {
        return Math.abs(left.of(account)) <= MOST_OF_A_MEAN * means ? left.of(account) : 0;
    }

    private static double mean(Tally ours, long amount) {
        return ours.completed() == 0 ? 0 : (double) amount / ours.completed();
    }
}
