package io.llmloadtest.store;

import java.io.IOException;

/** The directory is no run folder, or lacks what was asked for. The message says what is missing. */
public final class NotARunFolderException extends IOException {

    private static final long serialVersionUID = 1;

    NotARunFolderException(String message) {
        super(message);
    }
}
