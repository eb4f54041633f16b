package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Ours;
import java.util.List;
import java.util.Map;

/**
 * Requests that never got a head: the server may have counted them or not, so that its HTTP counts may lie above ours by
 * at most as many. Whatever explains those requests explains this, too.
 */
final class HttpSlack {

    private static final List<Account> ACCOUNTS = List.of(Account.HTTP_REQUESTS, Account.HTTP_ERRORS,
            Account.ACCESS_200, Account.ACCESS_ERRORS);

    private HttpSlack() {
    }

    static void addTo(Map<Account, Double> amounts, Residuals left, Ours ours) {
        for (Account account : ACCOUNTS) {
            double beyond = left.beyond(account);
            double most = ours.slack() + (account == Account.ACCESS_200 ? ours.turned() : 0);
            if (beyond <= most) {
                amounts.put(account, beyond);
            }
        }
    }
}
