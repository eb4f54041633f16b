package io.llmloadtest.compare.runs;

import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.RunStatus;
import io.llmloadtest.store.ValidationView;
import java.util.Locale;

/** How far a run can be relied on. */
public enum Standing {
    /** Its numbers agree with the server's. */
    PASSED,
    /** Something speaks against it. */
    WARNING,
    /** The server's own numbers could not be had. */
    UNVERIFIED,
    /** Nobody asked the server. */
    SKIPPED,
    /** It was cut short. */
    INTERRUPTED;

    /** That of a result. A word that is not known yet is a warning. */
    public static Standing of(ResultDocument result) {
        if (!result.status().equals(RunStatus.COMPLETED.key())) {
            return INTERRUPTED;
        }
        return switch (result.validation().map(ValidationView::overall).orElse("")) {
            case "" -> SKIPPED;
            case "PASSED" -> PASSED;
            case "UNVERIFIED" -> UNVERIFIED;
            default -> WARNING;
        };
    }

    /** Its name in documents. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
