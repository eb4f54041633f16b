package io.llmloadtest.evidence.logs;

import java.util.Map;

/**
 * What the log says of single requests in a stretch, when {@code --enable-log-requests} is on.
 *
 * @param seen whether the log has such a line anywhere
 * @param received how often each request id was received; ids as the client sent them, without {@code chatcmpl-} and the
 *     like
 * @param aborted how often the server said that it aborted a request, by the same ids
 * @param leftOut lines beyond what fits
 */
public record RequestLines(boolean seen, Map<String, Integer> received, Map<String, Integer> aborted, long leftOut) {

    /** There is no such line. */
    public static final RequestLines NONE = new RequestLines(false, Map.of(), Map.of(), 0);

    public RequestLines {
        received = Map.copyOf(received);
        aborted = Map.copyOf(aborted);
    }
}
