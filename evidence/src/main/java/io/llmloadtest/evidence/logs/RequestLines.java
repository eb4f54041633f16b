package io.llmloadtest.evidence.logs;

import java.util.Map;

/**
 * What the log says of single requests in a stretch: by their ids when {@code --enable-log-requests} is on, and by the
 * client's ports when the access log is.
 *
 * @param seen whether the log has a line with an id anywhere
 * @param received how often each request id was received; ids as the client sent them, without {@code chatcmpl-} and the
 *     like
 * @param aborted how often the server said that it aborted a request, by the same ids
 * @param leftOut lines with ids beyond what fits
 * @param ports the access lines of calls
 */
public record RequestLines(boolean seen, Map<String, Integer> received, Map<String, Integer> aborted, long leftOut,
        PortLines ports) {

    /** There is no such line. */
    public static final RequestLines NONE = new RequestLines(false, Map.of(), Map.of(), 0, PortLines.NONE);

    public RequestLines {
        received = Map.copyOf(received);
        aborted = Map.copyOf(aborted);
    }
}
