package io.llmloadtest.verdict.causes;

import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.roll.Difference;
import io.llmloadtest.verdict.roll.Roll;
import java.util.List;

/** The requests whose tokens client and server tell differently, named one by one: only traces can do that. */
final class DifferingRequests {

    private static final int EXAMPLES = 5;

    private DifferingRequests() {
    }

    static void put(Roll roll, Residuals left, List<String> quantities, Values values) {
        List<Difference> differences = roll.differences();
        if (differences.isEmpty()) {
            return;
        }
        put(Account.TOKENS, Quantity.TOTAL_TOKENS, differences.stream().map(Difference::tokensBeyond).toList(), left,
                quantities, values);
        put(Account.PROMPT_TOKENS, Quantity.PROMPT_TOKENS,
                differences.stream().map(Difference::promptBeyond).toList(), left, quantities, values);
        values.put("differing", differences.size()).put("examples",
                differences.stream().limit(EXAMPLES).map(Difference::text).toList());
    }

    private static void put(Account account, Quantity quantity, List<Reading> beyond, Residuals left,
            List<String> quantities, Values values) {
        if (beyond.stream().noneMatch(one -> one.known().orElse(0) != 0)) {
            return;
        }
        if (!quantities.contains(quantity.rowName())) {
            quantities.add(quantity.rowName());
        }
        if (!left.knows(account)) {
            values.put(account.key(), beyond.stream().mapToDouble(one -> one.known().orElse(0)).sum());
        }
    }
}
