package io.llmloadtest.cli;

/** Something the user can mend: printed as a plain message, never with a stack trace. */
final class UserMistake extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ExitCode exit;

    UserMistake(ExitCode exit, String message) {
        super(message);
        this.exit = exit;
    }

    ExitCode exit() {
        return exit;
    }
}
