package io.llmloadtest.ledger.foreign;

import io.llmloadtest.ledger.foreign.ToolReport.Figure;
import java.util.Locale;

/** How a tool's definition of a latency stands to ours. */
public enum Likeness {
    /** The same from the same moments: the numbers can be set side by side. */
    SAME,
    /** Another moment of the same answer, next to ours: the numbers can be set side by side, but for a millisecond or so. */
    NEARLY,
    /** Something else under the same name: the numbers cannot be compared. */
    DIFFERENT;

    /** The published name. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * How {@code tool} stands to us in {@code figure}: vllm 0.32.0, guidellm 0.8.1, aiperf 0.13.0, inference-perf 0.7.0.
     */
    public static Likeness of(Tool tool, Figure figure) {
        return switch (tool) {
            case VLLM_BENCH -> figure == Figure.ITL ? DIFFERENT : NEARLY;
            case GUIDELLM -> switch (figure) {
                case TTFT, E2E -> SAME;
                case ITL, TPOT -> DIFFERENT;
            };
            case AIPERF -> switch (figure) {
                case TTFT -> SAME;
                case E2E -> NEARLY;
                case ITL, TPOT -> DIFFERENT;
            };
            case INFERENCE_PERF -> switch (figure) {
                case TTFT, E2E -> SAME;
                case TPOT -> NEARLY;
                case ITL -> DIFFERENT;
            };
        };
    }
}
