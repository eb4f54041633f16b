package io.llmloadtest.verdict.causes;

import io.llmloadtest.model.Quantity;
import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Status;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What nobody claimed: the last of the causes, which takes all that is left. On a shared server nothing needs explaining that
 * it has beyond ours.
 */
final class UnexplainedDifference implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        Map<Account, Double> amounts = new EnumMap<>(Account.class);
        List<String> quantities = new ArrayList<>();
        Values values = new Values();
        for (Account account : Account.values()) {
            if (account.standsForItself() && left.of(account) != 0 && !isOthers(left.of(account), hearing)) {
                amounts.put(account, left.of(account));
                quantities.add(account.title());
                values.put(account.key(), left.of(account));
            }
        }
        hearing.measured().throughput().filter(row -> Throughput.isUnexplained(row, left)).ifPresent(row -> {
            quantities.add(Quantity.AVG_THROUGHPUT.rowName());
            row.difference().ifPresent(more -> values.put("throughput", -more));
        });
        hearing.measured().e2e().filter(UnexplainedDifference::isAbove)
                .filter(_ -> left.said(FindingId.TOOL_LATE).isEmpty()).ifPresent(row -> {
                    quantities.add(Quantity.AVG_E2E.rowName());
                    row.difference().ifPresent(more -> values.put("e2e_ms", -more));
                });
        hearing.traced(Quantity.AVG_E2E).filter(UnexplainedDifference::isAbove)
                .filter(row -> !quantities.contains(row.quantity().rowName())).ifPresent(row -> {
                    quantities.add(row.quantity().rowName());
                    row.difference().ifPresent(more -> values.put("e2e_ms", -more));
                });
        DifferingRequests.put(hearing.roll(), left, quantities, values);
        if (quantities.isEmpty()) {
            return Optional.empty();
        }
        if (amounts.keySet().stream().anyMatch(Account::isMetric)
                && left.said(FindingId.COUNTERS_UNSETTLED).isPresent()) {
            values.put("also_fits", List.of(FindingId.COUNTERS_UNSETTLED.key()));
        }
        return Optional.of(Claim.of(
                values.put("quantities", quantities).warning(FindingId.UNEXPLAINED_DIFFERENCE, hearing), amounts));
    }

    private static boolean isOthers(double amount, Hearing hearing) {
        return amount > 0 && hearing.shared();
    }

    private static boolean isAbove(Comparison row) {
        return row.status() == Status.WARN && !row.isBelowServer();
    }
}
