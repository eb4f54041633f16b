package io.llmloadtest.ledger;

import io.llmloadtest.model.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The roll as it is being called: at most a million requests are kept, some 300 bytes each. Not safe for concurrent use. */
final class Roll {

    private static final int MOST = 1_000_000;

    private final List<RollEntry> entries = new ArrayList<>();
    private long leftOut;

    void add(RequestRecord request) {
        if (entries.size() < MOST) {
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
