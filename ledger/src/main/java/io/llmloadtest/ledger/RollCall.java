package io.llmloadtest.ledger;

import java.util.List;

/**
 * The client's requests one by one, for witnesses that tell requests apart. Kept only when there is such a witness.
 *
 * @param entries the requests, in order of ending
 * @param leftOut requests beyond what fits; what a roll call says of single requests is then no longer complete
 */
public record RollCall(List<RollEntry> entries, long leftOut) {

    /** Nobody called the roll. */
    public static final RollCall NONE = new RollCall(List.of(), 0);

    public RollCall {
        entries = List.copyOf(entries);
    }
}
