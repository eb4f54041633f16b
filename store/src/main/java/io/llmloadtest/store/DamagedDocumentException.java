package io.llmloadtest.store;

import java.io.IOException;

/** A file of a run folder does not hold what it should. The message says which and where. */
public final class DamagedDocumentException extends IOException {

    private static final long serialVersionUID = 1;

    DamagedDocumentException(String message) {
        super(message);
    }

    DamagedDocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
