package io.llmloadtest.verdict.balance;

import io.llmloadtest.model.Scope;
import io.llmloadtest.verdict.CaseFile;
import java.util.Map;

/**
 * Everything a cause may look at.
 *
 * @param admitted the evidence after the gate
 * @param accounts the balance
 * @param measured the rows that are measured
 * @param shared whether others are known to use the server
 */
public record Hearing(Admitted admitted, Map<Account, Entry> accounts, Measured measured, boolean shared) {

    /** The case file. */
    public CaseFile file() {
        return admitted.file();
    }

    /** What it speaks of. */
    public Scope scope() {
        return file().scope();
    }

    /** What our failed requests may have left on the server. */
    public Ours ours() {
        return Ours.of(admitted.ours(), entry(Account.HTTP_REQUESTS), entry(Account.HTTP_ERRORS),
                entry(Account.ACCESS_ERRORS));
    }

    /** One account. */
    public Entry entry(Account account) {
        Entry entry = accounts.get(account);
        if (entry == null) {
            throw new IllegalStateException("every account has an entry: " + account);
        }
        return entry;
    }
}
