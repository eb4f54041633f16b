package io.llmloadtest.wire.hot;

/**
 * How much of one answer is held in memory at most. What goes beyond ends the answer with a {@link Flaw}, except error
 * bodies, which are cut in silence: only their message is wanted.
 *
 * @param headBytes of an answer's head, interim answers included; also of chunk extensions and trailers
 * @param lineBytes of one line, and of the data of one event, in an event stream
 * @param bodyBytes of an answer that is not streamed
 * @param errorBodyBytes of the body of an answer with another status than 200
 * @param chunks events in one stream; each costs 13 bytes
 */
public record Limits(int headBytes, int lineBytes, int bodyBytes, int errorBodyBytes, int chunks) {

    /** What a well-behaved server never reaches. */
    public static final Limits STANDARD = new Limits(64 << 10, 1 << 20, 16 << 20, 64 << 10, 4 << 20);
}
