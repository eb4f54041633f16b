package io.llmloadtest.library;

/** The run folder cannot be written, or a saved one cannot be read. Exit code 1 of the command line. */
public final class RunNotRecordedException extends LoadTestException {

    private static final long serialVersionUID = 1L;

    RunNotRecordedException(String message, Throwable cause) {
        super(message, cause);
    }
}
