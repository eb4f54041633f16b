package io.llmloadtest.load.target;

/** What a probe found. */
public sealed interface ProbeResult {

    /**
     * The target can be tested.
     *
     * @param facts what is known about it
     */
    record Usable(TargetFacts facts) implements ProbeResult {}

    /**
     * The target cannot be tested.
     *
     * @param problem why
     */
    record Unusable(TargetProblem problem) implements ProbeResult {}
}
