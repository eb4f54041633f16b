package io.llmloadtest.cli;

/** What the process tells its caller. Documented in the README; the numbers never change. */
enum ExitCode {
    /** The load test was done, whatever the verdict is. */
    DONE(0),
    /** A mistake in this program. */
    INTERNAL(1),
    /** An option or argument that cannot be used. */
    USAGE(2),
    /** The target could not be reached or used. */
    TARGET(3),
    /** The verdict is a warning, and {@code --fail-on warning} was given. */
    WARNING(4),
    /** Nothing could be verified, and {@code --fail-on unverified} was given. */
    UNVERIFIED(5),
    /** No request succeeded, or more failed than {@code --max-error-rate} allows. */
    ERRORS(6),
    /** {@code --slo} is not known to be met, by every level or by any of a search, and {@code --fail-on slo} was given. */
    SLO(7),
    /** A gate found a regression. */
    REGRESSION(8),
    /** A gate cannot tell whether there is a regression. */
    UNKNOWN(9),
    /** The user stopped it. */
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
