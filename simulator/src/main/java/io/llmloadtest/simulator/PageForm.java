package io.llmloadtest.simulator;

import java.util.stream.Collectors;

/** Forms that a metrics page has when it is not Python's front end that writes it. */
enum PageForm {
    /** As Prometheus' Python library writes it. */
    PYTHON("text/plain; version=0.0.4; charset=utf-8"),
    /** As Ray's agent writes it: an underscore for the colon since vLLM 0.11.0 (vllm-project/vllm#25439), Ray's prefix, the replica. */
    RAY("text/plain; version=0.0.4; charset=utf-8"),
    /** As the Rust front end writes it (0.22.0): OpenMetrics whatever was asked for. */
    RUST("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private static final String REPLICA = "ReplicaId=\"simulated-replica\"";

    private final String contentType;

    PageForm(String contentType) {
        this.contentType = contentType;
    }

    static PageForm of(Faults faults) {
        return faults.on(Fault.RAY_NAMES) ? RAY : faults.on(Fault.RUST_FRONTEND) ? RUST : PYTHON;
    }

    String contentType() {
        return contentType;
    }

    boolean shows(String family) {
        return switch (this) {
            case PYTHON -> true;
            case RAY -> family.startsWith("vllm:");
            case RUST -> !family.startsWith("python_") && !family.startsWith("process_")
                    && !family.endsWith("_size_bytes") && !family.equals("vllm:iteration_tokens_total");
        };
    }

    /** The page in this form. */
    String of(String page) {
        return switch (this) {
            case PYTHON -> page;
            case RAY -> page.lines().map(PageForm::ray).collect(Collectors.joining("\n", "", "\n"));
            case RUST -> page.lines().map(PageForm::openMetrics).collect(Collectors.joining("\n", "", "\n# EOF\n"));
        };
    }

    private static String ray(String line) {
        String named = line.replaceFirst("vllm:", "ray_vllm_");
        return line.startsWith("#") ? named : named.replaceFirst("\\{", "{" + REPLICA + ",");
    }

    /** A counter's family has no suffix there, its sample has. */
    private static String openMetrics(String line) {
        return line.startsWith("# TYPE") && line.endsWith(" counter")
                ? line.replaceFirst("_total counter$", " counter")
                : line.startsWith("# HELP") ? line.replaceFirst("^(# HELP \\S+)_total ", "$1 ") : line;
    }
}
