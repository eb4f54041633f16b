package io.llmloadtest.evidence.metrics;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Tells from the looks at one URL whether several servers answer there in turn. A server that starts anew changes its mark
 * once and for good; a mark that comes back after another is a second server. Pages without marks, as several API
 * servers of a vLLM give them, are told by a token counter that falls more than once. Not safe for concurrent use.
 */
public final class Identities {

    private static final int MORE_THAN_A_RESTART = 2;

    private final Set<String> marks = new HashSet<>();
    private Optional<String> last = Optional.empty();
    private boolean cameBack;
    private double tokens;
    private int falls;

    /** Takes in the next look. */
    public void saw(Snapshot snapshot, ModelFilter filter) {
        Optional<String> mark = snapshot.identity();
        if (mark.isPresent()) {
            cameBack |= !mark.equals(last) && marks.contains(mark.get());
            marks.add(mark.get());
            last = mark;
            return;
        }
        OptionalDouble now = SnapshotValues.of(snapshot, filter).generationTokens().known();
        if (now.isPresent()) {
            falls += now.getAsDouble() < tokens ? 1 : 0;
            tokens = now.getAsDouble();
        }
    }

    /** How many servers answer in turn: 1 unless that showed. */
    public int servers() {
        return cameBack ? marks.size() : falls >= MORE_THAN_A_RESTART ? 2 : 1;
    }
}
