package io.llmloadtest.ledger;

import java.util.Locale;

/** The kinds of failure a request can end in; their names in the published result never change. */
public enum ErrorKind {
    CONNECT, TLS, TIMEOUT, HTTP_STATUS, STREAM_ERROR, TRUNCATED, PROTOCOL, CANCELLED;

    /** The name in the published result, such as {@code http_status}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
