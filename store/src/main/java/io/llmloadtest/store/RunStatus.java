package io.llmloadtest.store;

import java.util.Locale;

/** How a run ended. */
public enum RunStatus {
    /** Every level ran to its end. */
    COMPLETED,
    /** It was cut short; what was measured until then is in the result. */
    INTERRUPTED;

    /** The name in the published result. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
