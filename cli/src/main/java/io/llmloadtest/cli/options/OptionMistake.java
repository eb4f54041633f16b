package io.llmloadtest.cli.options;

import java.util.Objects;

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

    /** Makes one of what another room says, whose message is meant for the user as well. */
    public OptionMistake(Exception cause) {
        super(Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName()), cause);
    }

    /** Of a value that is none of those allowed. */
    public static OptionMistake of(String option, String value, String allowed) {
        return new OptionMistake(option + ": '" + value + "' cannot be used; allowed: " + allowed);
    }
}
