package io.llmloadtest.collect;

/**
 * What the client itself has seen finished since the first boundary. Counters that have not reached it yet are not at
 * rest, however still they are.
 *
 * @param choices choices that ended well
 * @param outputTokens completion tokens of requests that ended well, where the server told them
 * @param httpRequests requests that got a response head
 */
public record OwnWork(long choices, long outputTokens, long httpRequests) {

    /** Nothing yet. */
    public static final OwnWork NONE = new OwnWork(0, 0, 0);
}
