package io.llmloadtest.runner;

import io.llmloadtest.load.target.TargetProblem;

/** The target could not be tested at all. Nothing was sent to a completion endpoint but the request of the readiness wait. */
public final class UnusableTargetException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient TargetProblem problem;

    UnusableTargetException(TargetProblem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    /** What is wrong with it. */
    public TargetProblem problem() {
        return problem;
    }
}
