package io.llmloadtest.cli.options;

/**
 * An option that cannot be used as it was given. The message names it and what is allowed, and is meant for the user. Which
 * command it was given to is known to who runs the command, so that options need not know.
 */
public final class OptionMistake extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public OptionMistake(String message) {
        super(message);
    }

    /** Of a value that is none of those allowed. */
    public static OptionMistake of(String option, String value, String allowed) {
        return new OptionMistake(option + ": '" + value + "' cannot be used; allowed: " + allowed);
    }
}
