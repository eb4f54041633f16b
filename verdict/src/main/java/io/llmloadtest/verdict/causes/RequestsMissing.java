package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.balance.Ours;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Requests were answered that this server never saw: a cache or another server answered. Every witness that counts requests
 * must be short of them, HTTP metrics and access log by the same number, and the successes by no more than their choices.
 */
final class RequestsMissing implements Cause {

    private static final List<Account> SHORT = List.of(Account.CHOICES, Account.TOKENS, Account.FINISHED_TOKENS,
            Account.PROMPT_TOKENS, Account.FINISHED_PROMPT_TOKENS, Account.FIRST_TOKENS, Account.HTTP_REQUESTS,
            Account.ACCESS_200);

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Ours ours = hearing.ours();
        OptionalDouble http = shortage(left, Account.HTTP_REQUESTS);
        OptionalDouble access = shortage(left, Account.ACCESS_200);
        OptionalDouble choices = shortage(left, Account.CHOICES);
        double requests = http.orElse(access.orElse(choices.orElse(0)));
        boolean heads = Math.abs(requests - access.orElse(requests)) <= ours.slack();
        boolean successes = choices.isEmpty() || (choices.getAsDouble() <= requests * ours.choicesPerRequest()
                && choices.getAsDouble() >= requests - ours.choicesAtStake());
        if (requests <= 0 || !heads || !successes || !anyIsShort(left)) {
            return Optional.empty();
        }
        Map<Account, Double> amounts = new EnumMap<>(Account.class);
        SHORT.forEach(account -> amounts.put(account, -left.shortOf(account)));
        Values values = new Values().put("requests", requests)
                .putUnlessZero("tokens", left.shortOf(Account.TOKENS))
                .putUnlessZero("prompt_tokens", left.shortOf(Account.PROMPT_TOKENS));
        if (!hearing.file().metrics().settled() && access.isEmpty()) {
            values.put("also_fits", List.of(FindingId.COUNTERS_UNSETTLED.key()));
        }
        return Optional.of(Claim.of(values.warning(FindingId.REQUESTS_MISSING_ON_SERVER, hearing), amounts));
    }

    private static boolean anyIsShort(Residuals left) {
        return SHORT.stream().anyMatch(account -> left.shortOf(account) > 0);
    }

    private static OptionalDouble shortage(Residuals left, Account account) {
        return left.known(account).stream().map(amount -> -amount).findFirst();
    }
}
