package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.Finding;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is left of the residuals, and the claims made so far.
 *
 * @param left server less client, less what was claimed; an account that is not known has no entry
 * @param claims the claims so far, in order
 */
public record Residuals(Map<Account, Double> left, List<Claim> claims) {

    /** Sums of doubles come out of counters; a difference of less than half a thing is none. */
    private static final double NOTHING = 0.5;

    public Residuals {
        left = Map.copyOf(left);
        claims = List.copyOf(claims);
    }

    static Residuals of(Hearing hearing) {
        Map<Account, Double> all = new EnumMap<>(Account.class);
        for (Account account : Account.values()) {
            hearing.entry(account).residual().known().ifPresent(amount -> all.put(account, amount));
        }
        return new Residuals(all, List.of());
    }

    Residuals less(Claim claim) {
        Map<Account, Double> rest = new EnumMap<>(Account.class);
        left.forEach((account, amount) -> rest.put(account, amount - claim.amount(account)));
        List<Claim> more = new ArrayList<>(claims);
        more.add(claim);
        return new Residuals(rest, more);
    }

    /** Whether the account is known on both sides. */
    boolean knows(Account account) {
        return left.containsKey(account);
    }

    /** What is left of a known account. */
    OptionalDouble known(Account account) {
        return knows(account) ? OptionalDouble.of(of(account)) : OptionalDouble.empty();
    }

    /** What is left of an account; 0 when it is not known. */
    double of(Account account) {
        double amount = left.getOrDefault(account, 0.0);
        return Math.abs(amount) < NOTHING ? 0 : amount;
    }

    /** What the server has beyond ours in an account; 0 when nothing, or not known. */
    double beyond(Account account) {
        return Math.max(0, of(account));
    }

    /** What the server is short of in an account; 0 when nothing, or not known. */
    double shortOf(Account account) {
        return Math.max(0, -of(account));
    }

    /** What was said of an id so far. */
    public Optional<Finding> said(FindingId id) {
        return claims.stream().flatMap(claim -> claim.findings().stream()).filter(finding -> finding.id() == id)
                .findFirst();
    }

    /** How much of an account the claims of an id took. */
    double claimed(FindingId id, Account account) {
        return claims.stream().filter(claim -> claim.findings().stream().anyMatch(finding -> finding.id() == id))
                .mapToDouble(claim -> claim.amount(account)).sum();
    }
}
