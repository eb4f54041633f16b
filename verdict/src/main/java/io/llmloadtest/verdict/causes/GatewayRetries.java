package io.llmloadtest.verdict.causes;

import io.llmloadtest.evidence.logs.RequestLines;
import io.llmloadtest.ledger.RollCall;
import io.llmloadtest.ledger.RollEntry;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.roll.Repeats;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The log, or else the traces, say of single requests of ours that they reached the server more than once: something on the way repeats them. When
 * nobody else shows in the counts, all that is beyond ours belongs to the repeats; else only their number is claimed.
 */
final class GatewayRetries implements Cause {

    private static final int EXAMPLES = 5;
    private static final List<Account> COUNTED = List.of(Account.HTTP_REQUESTS, Account.ACCESS_200, Account.CHOICES,
            Account.FIRST_TOKENS);

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        RequestLines lines = hearing.admitted().digest().requests();
        RollCall roll = hearing.file().roll();
        Map<String, Integer> ours = roll.entries().stream()
                .collect(Collectors.toMap(RollEntry::id, RollEntry::timesSent, Math::max));
        boolean anybody = ours.isEmpty() || roll.leftOut() > 0;
        Map<String, Integer> beyond = lines.received().entrySet().stream()
                .filter(entry -> anybody || ours.containsKey(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey,
                        entry -> entry.getValue() - ours.getOrDefault(entry.getKey(), 1)));
        beyond.values().removeIf(times -> times <= 0);
        if (beyond.isEmpty()) {
            return traced(left, hearing);
        }
        double repeats = beyond.values().stream().mapToInt(Integer::intValue).sum();
        Map<Account, Double> amounts = amounts(left, repeats);
        return Optional.of(Claim.of(new Values().put("requests", beyond.size()).put("repeats", repeats)
                .putUnlessZero("tokens", amounts.getOrDefault(Account.TOKENS, 0.0))
                .put("examples", beyond.keySet().stream().sorted().limit(EXAMPLES).toList())
                .warning(FindingId.GATEWAY_RETRIES, hearing), amounts));
    }

    /** The spans say so: they tell the tokens of the repeats too. */
    private static Optional<Claim> traced(Residuals left, Hearing hearing) {
        Repeats repeats = hearing.roll().repeats();
        if (repeats.extra() == 0) {
            return Optional.empty();
        }
        return Optional.of(Claim.of(new Values().put("requests", repeats.ids().size()).put("repeats", repeats.extra())
                .put("tokens", repeats.tokens())
                .put("examples", repeats.ids().stream().limit(EXAMPLES).toList())
                .warning(FindingId.GATEWAY_RETRIES, hearing), amounts(left, (double) repeats.extra())));
    }

    private static Map<Account, Double> amounts(Residuals left, double repeats) {
        boolean alone = left
                .beyond(left.knows(Account.HTTP_REQUESTS) ? Account.HTTP_REQUESTS : Account.CHOICES) <= repeats;
        Map<Account, Double> amounts = new EnumMap<>(Account.class);
        for (Account account : alone ? List.of(Account.values()) : COUNTED) {
            amounts.put(account, alone ? left.beyond(account) : Math.min(repeats, left.beyond(account)));
        }
        return amounts;
    }
}
