package io.llmloadtest.compare.effects;

import java.util.Locale;

/** What can be said of the candidate by one measure. */
public enum Outcome {
    /** Better: certainly, and by more than the margin. */
    BETTER,
    /** The same: certainly within the margin to both sides. */
    SAME,
    /** Not worse by more than the margin: certainly; it may be better. */
    NOT_WORSE,
    /** Worse: certainly, and by more than the margin. */
    WORSE,
    /** None of these is certain. */
    CANNOT_TELL;

    /** Its name in documents. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
