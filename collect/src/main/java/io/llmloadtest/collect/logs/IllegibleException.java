package io.llmloadtest.collect.logs;

import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogAvailability.Problem;

/** A log cannot be read. Never leaves this package: witnesses turn it into their availability. */
final class IllegibleException extends Exception {

    private final Problem problem;
    private final String detail;

    IllegibleException(Problem problem, String detail) {
        super(problem + ": " + detail);
        this.problem = problem;
        this.detail = detail;
    }

    Problem problem() {
        return problem;
    }

    String detail() {
        return detail;
    }

    LogAvailability.Illegible of(String name) {
        return new LogAvailability.Illegible(name, problem, detail);
    }
}
