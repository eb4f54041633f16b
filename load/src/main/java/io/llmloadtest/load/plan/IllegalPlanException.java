package io.llmloadtest.load.plan;

/** An option that no run can be made of. The message is meant for the user: option, value, and what is allowed. */
public final class IllegalPlanException extends IllegalArgumentException {

    private final String option;

    /**
     * An option with a value that is not possible.
     *
     * @param option as the user types it, such as {@code --concurrency}
     * @param value what was given; never a secret
     * @param allowed what may be given instead, beginning with a verb
     */
    public IllegalPlanException(String option, String value, String allowed) {
        super(option + (value.isEmpty() ? "" : " " + value) + " is not possible: " + allowed);
        this.option = option;
    }

    /** The option at fault, as the user types it. */
    public String option() {
        return option;
    }
}
