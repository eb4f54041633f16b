package io.llmloadtest.library;

import java.util.List;

/**
 * A level held against the objectives.
 *
 * @param outcome what came of it
 * @param decidedBy the objective that decided, such as {@code ttft.p95<500}, in milliseconds
 * @param doubts what speaks against taking the numbers at their word: names of findings, or {@code unverified}
 */
public record SloResult(Outcome outcome, String decidedBy, List<String> doubts) {

    /** Whether the objectives are met. */
    public enum Outcome {
        /** Every objective holds, and nothing speaks against the numbers. */
        MET,
        /** An objective does not hold. */
        MISSED,
        /** There are too few values, or a doubt. */
        CANNOT_TELL
    }
}
