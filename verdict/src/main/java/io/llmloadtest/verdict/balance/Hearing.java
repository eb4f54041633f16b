package io.llmloadtest.verdict.balance;

import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Scope;
import io.llmloadtest.verdict.CaseFile;
import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.roll.Roll;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a cause may look at.
 *
 * @param admitted the evidence after the gate
 * @param accounts the balance
 * @param measured the rows that are measured
 * @param shared whether others are known to use the server
 * @param roll the client's requests, each with the server's own record of it
 * @param traced the rows that follow from the roll; none when traces were not asked for
 */
public record Hearing(Admitted admitted, Map<Account, Entry> accounts, Measured measured, boolean shared,
        Roll roll, List<Comparison> traced) {

    public Hearing {
        traced = List.copyOf(traced);
    }

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

    /** The row of traces about that quantity. */
    public Optional<Comparison> traced(Quantity quantity) {
        return traced.stream().filter(row -> row.quantity() == quantity).findFirst();
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
