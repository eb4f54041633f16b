package io.llmloadtest.ledger.steady;

import java.util.Optional;

/**
 * What a user wants cut off a level before its steady figures are taken.
 *
 * @param warmUp at the start
 * @param coolDown at the end of sending
 */
public record Cuts(Optional<Cut> warmUp, Optional<Cut> coolDown) {

    /** Nothing is asked for: the steady part is looked for. */
    public static final Cuts NONE = new Cuts(Optional.empty(), Optional.empty());

    /** Whether any is asked for. */
    public boolean areAsked() {
        return warmUp.isPresent() || coolDown.isPresent();
    }
}
