package io.llmloadtest.compare.effects;

import java.util.Locale;

/** Why it cannot be told. */
public enum Doubt {
    /** Nothing tells how far runs lie apart. */
    SPREAD_UNKNOWN,
    /** A run, or a side, does not have the measure. */
    NOT_MEASURED,
    /** The interval holds too much. */
    TOO_WIDE,
    /** Alone it would be certain; among so many measures it may be chance. */
    MANY_MEASURES,
    /** Only repeats within runs are known, and runs begun apart differ more. */
    REPEATS_ONLY;

    /** Its name in documents. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
