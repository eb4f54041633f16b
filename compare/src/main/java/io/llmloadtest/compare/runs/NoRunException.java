package io.llmloadtest.compare.runs;

import java.io.IOException;

/** There is no run where one was said to be. The message is meant for the user. */
public final class NoRunException extends IOException {

    private static final long serialVersionUID = 1L;

    NoRunException(String message) {
        super(message);
    }
}
