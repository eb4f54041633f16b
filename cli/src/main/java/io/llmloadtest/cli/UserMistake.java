package io.llmloadtest.cli;

import java.util.Objects;

/** Something the user can mend: printed as a plain message, never with a stack trace. */
final class UserMistake extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ExitCode exit;

    UserMistake(ExitCode exit, String message) {
        super(message);
        this.exit = exit;
    }

    UserMistake(ExitCode exit, Exception cause) {
        super(Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName()), cause);
        this.exit = exit;
    }

    ExitCode exit() {
        return exit;
    }
}
