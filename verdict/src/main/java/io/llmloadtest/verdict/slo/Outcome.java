package io.llmloadtest.verdict.slo;

import java.util.Locale;

/** Whether an objective, or all of them, held. */
public enum Outcome {
    MET, MISSED,
    /** Too little was measured, or what was measured is not to be trusted. */
    CANNOT_TELL;

    /** The name in the published result. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
