package io.llmloadtest.verdict.causes;

import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.balance.Ours;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Requests of ours that were answered and that no witness counts. Every witness that counts requests must be short of them,
 * HTTP metrics and access log by the same number, and the successes by no more than their choices. Answers of 200 that no
 * OpenAI server gives are left to requests-failed.
 *
 * @param requests how many
 * @param inAccessLog whether the access log is among the witnesses
 */
record Shortage(double requests, boolean inAccessLog) {

    private static final List<Account> SHORT = List.of(Account.CHOICES, Account.TOKENS, Account.FINISHED_TOKENS,
            Account.PROMPT_TOKENS, Account.FINISHED_PROMPT_TOKENS, Account.FIRST_TOKENS, Account.HTTP_REQUESTS,
            Account.ACCESS_200);

    static Optional<Shortage> of(Residuals left, Hearing hearing) {
        Ours ours = hearing.ours();
        OptionalDouble http = shortage(left, Account.HTTP_REQUESTS);
        OptionalDouble access = shortage(left, Account.ACCESS_200);
        OptionalDouble choices = shortage(left, Account.CHOICES);
        double requests = http.orElse(access.orElse(choices.orElse(0)));
        boolean heads = Math.abs(requests - access.orElse(requests)) <= ours.slack();
        boolean successes = choices.isEmpty() || (choices.getAsDouble() <= requests * ours.choicesPerRequest()
                && choices.getAsDouble() >= requests - ours.choicesAtStake());
        boolean noAnswers = requests <= ours.failed(ErrorKind.PROTOCOL) && choices.orElse(0) <= 0;
        return requests <= 0 || noAnswers || !heads || !successes || !anyIsShort(left)
                ? Optional.empty()
                : Optional.of(new Shortage(requests, access.isPresent()));
    }

    /** Requests that the access log has, every one of them, and the metrics have not. */
    static Optional<Shortage> ofMetricsAlone(Residuals left, Hearing hearing) {
        OptionalDouble http = shortage(left, Account.HTTP_REQUESTS);
        OptionalDouble choices = shortage(left, Account.CHOICES);
        boolean logged = left.knows(Account.ACCESS_200) && left.of(Account.ACCESS_200) == 0;
        boolean agree = http.isPresent() && choices.isPresent() && http.getAsDouble() > 0
                && choices.getAsDouble() > 0
                && choices.getAsDouble() <= http.getAsDouble() * hearing.ours().choicesPerRequest();
        return logged && agree && !hearing.file().metrics().restarted()
                ? Optional.of(new Shortage(http.getAsDouble(), true))
                : Optional.empty();
    }

    /** The part of each residual that it explains. */
    Map<Account, Double> amounts(Residuals left) {
        Map<Account, Double> amounts = new EnumMap<>(Account.class);
        SHORT.forEach(account -> amounts.put(account, -left.shortOf(account)));
        return amounts;
    }

    private static boolean anyIsShort(Residuals left) {
        return SHORT.stream().anyMatch(account -> left.shortOf(account) > 0);
    }

    private static OptionalDouble shortage(Residuals left, Account account) {
        return left.known(account).stream().map(amount -> -amount).findFirst();
    }
}
