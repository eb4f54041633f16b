package io.llmloadtest.report.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats a result can be exported in. */
public enum ExportFormat {
    /** The page that a run folder has as {@code report.html}. */
    HTML,
    /** JUnit XML, which CI systems show as tests. */
    JUNIT,
    /** One row a level. */
    CSV,
    /** For a pull request or a job summary. */
    MARKDOWN,
    /** JSON lines, one a request. */
    REQUESTS,
    /** The JSON that {@code vllm bench serve} saves, one object a level. */
    VLLM_BENCH;

    /** The name that users write. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is made of the single requests, which are in the ledger of a run folder only. */
    public boolean readsLedger() {
        return switch (this) {
            case REQUESTS, VLLM_BENCH -> true;
            case HTML, JUNIT, CSV, MARKDOWN -> false;
        };
    }

    /** The format of that name. */
    public static Optional<ExportFormat> named(String name) {
        return Arrays.stream(values()).filter(format -> format.key().equals(name)).findFirst();
    }

    /** All names. */
    public static List<String> known() {
        return Arrays.stream(values()).map(ExportFormat::key).toList();
    }
}
