package io.llmloadtest.verdict.causes;

import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Entry;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.balance.Ours;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Answers of 4xx and 5xx, and whether all sides agree on them. Errors that the server's own counts lack were given by
 * something in front of it; the requests are then missing from its HTTP counts, too, or counted as something else.
 */
final class HttpErrors implements Cause {

    private static final int UNAUTHORIZED = 401;

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Ours ours = hearing.ours();
        Tally tally = ours.tally();
        long errors = Math.max(tally.failures().count(ErrorKind.HTTP_STATUS), tally.heads(status -> status >= 400));
        if (errors == 0) {
            return Optional.empty();
        }
        Map<Integer, Long> statuses = new TreeMap<>(tally.statuses());
        statuses.remove(200);
        Entry metrics = hearing.entry(Account.HTTP_ERRORS);
        Entry access = hearing.entry(Account.ACCESS_ERRORS);
        Values values = new Values().put("requests", errors).put("client", errors)
                .put("client_4xx", tally.heads(status -> status >= 400 && status < 500))
                .put("client_5xx", tally.heads(status -> status >= 500)).putCounts("statuses", statuses)
                .put("metrics", metrics.server()).put("access_log", access.server())
                .putUnlessZero("not_counted", tally.heads(status -> status == UNAUTHORIZED))
                .put("agree", agreement(metrics, access)).put("messages", Messages.of(ours, "HTTP "));
        return Optional.of(Claim.of(values.warning(FindingId.HTTP_ERRORS, hearing), amounts(left, errors)));
    }

    private static String agreement(Entry metrics, Entry access) {
        boolean differ = metrics.residual().known().orElse(0) != 0 || access.residual().known().orElse(0) != 0;
        boolean known = metrics.residual().isKnown() || access.residual().isKnown();
        return differ ? "no" : known ? "yes" : "unknown";
    }

    private static Map<Account, Double> amounts(Residuals left, long errors) {
        Map<Account, Double> amounts = new EnumMap<>(Account.class);
        double metrics = left.shortOf(Account.HTTP_ERRORS);
        double access = left.shortOf(Account.ACCESS_ERRORS);
        if (metrics <= errors && access <= errors) {
            amounts.put(Account.HTTP_ERRORS, -metrics);
            amounts.put(Account.ACCESS_ERRORS, -access);
            amounts.put(Account.HTTP_REQUESTS, -Math.min(metrics, left.shortOf(Account.HTTP_REQUESTS)));
        }
        return amounts;
    }
}
