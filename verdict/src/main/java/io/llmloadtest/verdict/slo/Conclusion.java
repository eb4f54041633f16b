package io.llmloadtest.verdict.slo;

import java.util.Locale;
import java.util.Optional;

/**
 * What a search found, so far or in the end.
 *
 * @param end how it ended
 * @param met the highest setting that met the objectives, below every one that did not; empty when none did
 * @param notMet the lowest that did not; empty when all that were tried did
 */
public record Conclusion(End end, Optional<Border> met, Optional<Border> notMet) {

    /** How a search ended. */
    public enum End {
        /** The highest met and the lowest missed are as close as they were to be. */
        FOUND,
        /** Even the top of the range met the objectives. */
        TOP_MET,
        /** Even the bottom of the range missed them. */
        NONE_MET,
        /** Above the highest met, or already at the bottom of the range, it cannot be told. */
        CANNOT_TELL,
        /** There is more to try. */
        UNFINISHED;

        /** The name in the published result. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An edge of what was found.
     *
     * @param setting the setting
     * @param ballot how it came out, each time
     */
    public record Border(double setting, Ballot ballot) {}
}
