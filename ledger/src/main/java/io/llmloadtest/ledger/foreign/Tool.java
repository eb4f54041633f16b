package io.llmloadtest.ledger.foreign;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The load testers whose results are read. The published name is the constant's in kebab case and never changes. */
public enum Tool {
    VLLM_BENCH("vllm bench serve"), GUIDELLM("guidellm"), AIPERF("aiperf"), INFERENCE_PERF("inference-perf");

    private final String title;

    Tool(String title) {
        this.title = title;
    }

    /** How people call it. */
    public String title() {
        return title;
    }

    /** The published name, such as {@code vllm-bench}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The tool of that published name. */
    public static Optional<Tool> named(String key) {
        return Arrays.stream(values()).filter(tool -> tool.key().equals(key)).findFirst();
    }
}
