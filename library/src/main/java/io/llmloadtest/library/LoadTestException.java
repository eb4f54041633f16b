package io.llmloadtest.library;

import java.util.Objects;

/** A load test that gave no result. The message is that of the command line: what happened, and what to do next. */
public abstract sealed class LoadTestException extends RuntimeException
        permits IllegalSettingException, UnusableServerException, RunNotRecordedException, BrokenLoadTestException {

    private static final long serialVersionUID = 1L;

    LoadTestException(String message, Throwable cause) {
        super(message, cause);
    }

    static String messageOf(Throwable cause) {
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }
}
