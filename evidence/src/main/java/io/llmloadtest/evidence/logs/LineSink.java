package io.llmloadtest.evidence.logs;

import java.time.Instant;

/** Takes what a {@link LineReader} finds. */
interface LineSink {

    /** An access line; {@code port} is the client's, 0 when it has none. */
    void access(Instant at, AccessKey key, int port);

    /** A statistics line. */
    void stats(Instant at, String process, EngineStats stats);

    /** A line that a server writes only while it starts; {@code up} for the one it writes once. */
    void start(Instant at, boolean up);

    /** A line that tells of single requests. */
    void request(Instant at, RequestLine line);

    /** A line that tells with which flags a server was started. */
    void flags(ServerFlags flags);

    /** Any other line. */
    void record(Instant at, LogRecord line);
}
