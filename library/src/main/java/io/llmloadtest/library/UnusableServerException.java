package io.llmloadtest.library;

/** The server cannot be reached or tested. There is no run folder. Exit code 3 of the command line. */
public final class UnusableServerException extends LoadTestException {

    private static final long serialVersionUID = 1L;

    UnusableServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
