package io.llmloadtest.library;

/** A setting that no load test can be made of, or not on this machine. Nothing was sent. Exit code 2 of the command line. */
public final class IllegalSettingException extends LoadTestException {

    private static final long serialVersionUID = 1L;

    IllegalSettingException(String message, Throwable cause) {
        super(message, cause);
    }

    IllegalSettingException(Throwable cause) {
        super(messageOf(cause), cause);
    }
}
