package io.llmloadtest.verdict;

import java.util.Locale;

/** Which witness a server value comes from. */
public enum Source {
    PROMETHEUS, DOCKER_LOG, LOG_FILE, LOG_COMMAND, OTLP;

    /** The name in the published result. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
