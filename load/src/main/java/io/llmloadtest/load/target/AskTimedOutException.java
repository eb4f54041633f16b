package io.llmloadtest.load.target;

import java.io.IOException;

/** The time for one question was over. */
final class AskTimedOutException extends IOException {

    private static final long serialVersionUID = 1L;

    AskTimedOutException() {
        super("no answer in time");
    }
}
