package io.llmloadtest.wire;

import java.nio.file.Path;

/** Which certificates a TLS server may show. */
public sealed interface Trust {

    /** Those that the JDK's trust store vouches for, with the right host name. */
    record DefaultStore() implements Trust {}

    /**
     * Those that a certificate of this PEM file vouches for, with the right host name.
     *
     * @param pem the file, one or more certificates
     */
    record Authority(Path pem) implements Trust {}

    /** Any, for any host name. */
    record Anything() implements Trust {}
}
