package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.Finding;
import io.llmloadtest.verdict.balance.Account;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a cause says and which part of the residuals it explains.
 *
 * @param findings what it says: usually one finding, several when they explain the same numbers equally well
 * @param amounts the part of each residual it explains, signed as the residual is: server less client
 */
public record Claim(List<Finding> findings, Map<Account, Double> amounts) {

    public Claim {
        findings = List.copyOf(findings);
        amounts = Map.copyOf(amounts);
    }

    /** A finding that explains no residual. */
    static Claim of(Finding finding) {
        return new Claim(List.of(finding), Map.of());
    }

    /** A finding that explains residuals; parts of 0 are left out. */
    static Claim of(Finding finding, Map<Account, Double> amounts) {
        return of(List.of(finding), amounts);
    }

    /** Findings that explain the same residuals. */
    static Claim of(List<Finding> findings, Map<Account, Double> amounts) {
        Map<Account, Double> claimed = new EnumMap<>(Account.class);
        amounts.forEach((account, amount) -> {
            if (amount != 0) {
                claimed.put(account, amount);
            }
        });
        return new Claim(findings, claimed);
    }

    /** The part of one residual. */
    public double amount(Account account) {
        return amounts.getOrDefault(account, 0.0);
    }
}
