package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Severity;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.balance.Ours;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Others used the server. Told from answers of ours that were lost by the HTTP requests: those are no more than we sent
 * when an answer is lost, and more when somebody else sends. Retries of a gateway look the same in counters.
 *
 * <p>
 * When no HTTP count is known, only successes beyond all our requests, finished or not, are foreign for certain.
 */
final class ForeignTraffic implements Cause {

    private static final double WORTH_A_WARNING = 0.01;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Ours ours = hearing.ours();
        Extra extra = Extra.of(left, hearing);
        if (extra.contradicts() && !othersWereBusy(hearing)) {
            return Optional.empty();
        }
        if (extra.requests() > 0) {
            return Optional.of(claim(left, hearing, ours, extra));
        }
        return openOnly(left, hearing, ours);
    }

    private static Claim claim(Residuals left, Hearing hearing, Ours ours, Extra extra) {
        Map<Account, Double> amounts = new EnumMap<>(Account.class);
        double choices = choices(left, ours, extra);
        double lost = left.beyond(Account.CHOICES) - choices;
        amounts.put(Account.CHOICES, choices);
        for (Account account : List.of(Account.HTTP_REQUESTS, Account.HTTP_ERRORS, Account.ACCESS_200,
                Account.ACCESS_ERRORS)) {
            amounts.put(account, Math.max(0, left.beyond(account) - ours.slack()));
        }
        double finished = Work.finishedByOthers(left, hearing, ours, lost, Account.TOKENS, Account.FINISHED_TOKENS);
        double finishedPrompt = Work.finishedByOthers(left, hearing, ours, lost, Account.PROMPT_TOKENS,
                Account.FINISHED_PROMPT_TOKENS);
        amounts.put(Account.TOKENS, finished);
        amounts.put(Account.FINISHED_TOKENS, Math.min(finished, left.beyond(Account.FINISHED_TOKENS)));
        amounts.put(Account.PROMPT_TOKENS, finishedPrompt);
        amounts.put(Account.FINISHED_PROMPT_TOKENS,
                Math.min(finishedPrompt, left.beyond(Account.FINISHED_PROMPT_TOKENS)));
        double first = left.beyond(Account.FIRST_TOKENS);
        amounts.put(Account.FIRST_TOKENS, ours.reached() == 0 ? first : Math.min(first, choices));
        Values values = values(left, hearing, extra, amounts);
        return Claim.of(
                values.finding(FindingId.FOREIGN_TRAFFIC, severity(hearing, extra.requests(), finished), hearing),
                amounts);
    }

    private static Values values(Residuals left, Hearing hearing, Extra extra, Map<Account, Double> amounts) {
        Values values = new Values().put("requests", extra.requests()).putUnlessZero("errors",
                Math.max(amounts.getOrDefault(Account.HTTP_ERRORS, 0.0),
                        amounts.getOrDefault(Account.ACCESS_ERRORS, 0.0)));
        GivenUp.putWork(values, left, amounts);
        ForeignTime.of(hearing).ifPresent(when -> values.put("when", when));
        if (hearing.ours().reached() > 0 && !left.knows(Account.FINISHED_TOKENS) && left.knows(Account.TOKENS)) {
            return values.put("also_fits", List.of(FindingId.WORK_ABORTED.key()));
        }
        return hearing.file().metrics().settled()
                ? values
                : values.put("also_fits", List.of(FindingId.COUNTERS_UNSETTLED.key()));
    }

    /** One choice per foreign request, unless there are more than our own failures could account for. */
    private static double choices(Residuals left, Ours ours, Extra extra) {
        double beyond = left.beyond(Account.CHOICES);
        double one = Math.min(beyond, Math.max(0, extra.requests() - left.beyond(Account.HTTP_ERRORS)));
        return Math.max(one, beyond - ours.choicesAtStake());
    }

    /** Requests of others that were open at an edge move tokens, and nothing else that is counted at the end. */
    private static Optional<Claim> openOnly(Residuals left, Hearing hearing, Ours ours) {
        double tokens = left.beyond(Account.TOKENS);
        boolean moved = tokens > 0 || left.beyond(Account.PROMPT_TOKENS) > 0;
        if (!moved || ours.reached() > 0 || !othersWereBusy(hearing) || left.beyond(Account.CHOICES) > 0) {
            return Optional.empty();
        }
        Map<Account, Double> amounts = new EnumMap<>(Account.class);
        for (Account account : List.of(Account.TOKENS, Account.PROMPT_TOKENS, Account.FIRST_TOKENS,
                Account.FINISHED_TOKENS, Account.FINISHED_PROMPT_TOKENS)) {
            amounts.put(account, left.beyond(account));
        }
        Values values = new Values().put("requests", 0).put("tokens", tokens)
                .putUnlessZero("prompt_tokens", left.beyond(Account.PROMPT_TOKENS))
                .putUnlessZero("running", hearing.admitted().openAtEdges());
        return Optional.of(Claim.of(
                values.finding(FindingId.FOREIGN_TRAFFIC, severity(hearing, 0, tokens), hearing), amounts));
    }

    private static boolean othersWereBusy(Hearing hearing) {
        return hearing.admitted().openAtEdges() > 0 || !hearing.file().metrics().settled();
    }

    static Severity severity(Hearing hearing, double requests, double tokens) {
        double sent = hearing.admitted().ours().sent();
        double made = hearing.admitted().ours().outputTokens();
        return requests > WORTH_A_WARNING * sent || tokens > WORTH_A_WARNING * made ? Severity.WARNING : Severity.INFO;
    }
}
