package io.llmloadtest.compare.effects;

import java.util.Locale;

/** What the spread is known from, by which a gap is measured. */
public enum Basis {
    /** The differences of rounds whose two runs stood side by side. */
    ROUNDS,
    /** Runs of both sides. */
    RUNS,
    /** Runs of the baseline; the candidate's one or two are taken to vary as they do. */
    BASELINE_RUNS,
    /** What the user states. */
    STATED,
    /** Repeats within runs, which vary less than runs begun apart. */
    REPEATS;

    /** Whether it contains how far runs lie apart that were begun apart. */
    public boolean holdsRuns() {
        return this != REPEATS;
    }

    /** Its name in documents. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
