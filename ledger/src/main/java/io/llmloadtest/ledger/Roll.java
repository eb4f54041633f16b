package io.llmloadtest.ledger;

import io.llmloadtest.model.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The roll as it is being called: so many requests are kept and the others counted. Not safe for concurrent use. */
final class Roll {

    private final List<RollEntry> entries = new ArrayList<>();
    private final int most;
    private long leftOut;

    Roll(int most) {
        this.most = most;
    }

    void add(RequestRecord request) {
        if (entries.size() < most) {
            entries.add(RollEntry.of(request));
        } else {
            leftOut++;
        }
    }

    /** Those of the given phases. What was left out may belong to any of them. */
    RollCall call(Predicate<Scope> which) {
        return new RollCall(entries.stream().filter(entry -> which.test(entry.scope())).toList(), leftOut);
    }
}
