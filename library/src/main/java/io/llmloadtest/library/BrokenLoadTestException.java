package io.llmloadtest.library;

/** A mistake in the load tester itself. Please report it. */
public final class BrokenLoadTestException extends LoadTestException {

    private static final long serialVersionUID = 1L;

    BrokenLoadTestException(Throwable cause) {
        super("a mistake in the load tester: " + messageOf(cause), cause);
    }
}
