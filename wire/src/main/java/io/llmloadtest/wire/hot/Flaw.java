package io.llmloadtest.wire.hot;

/** What made an answer undecodable. */
public enum Flaw {
    /** Nothing so far. */
    NONE("nothing"),
    /** The first line is no HTTP/1.x status line. */
    NOT_HTTP("the answer is no HTTP/1.x"),
    /** A TLS record where a status line should be. */
    TLS_RECORD("a TLS record came instead of HTTP: the port speaks TLS"),
    /** Status 101, or another interim status that changes the protocol. */
    PROTOCOL_SWITCHED("the server switched protocols unasked"),
    /** Beyond {@link Limits#headBytes}. */
    HEAD_TOO_LONG("the answer's head is too long"),
    /** Content-Length is no number, or there are two different ones. */
    BAD_CONTENT_LENGTH("the content length is no single number"),
    /** A transfer coding other than chunked. */
    UNKNOWN_TRANSFER_CODING("a transfer coding other than chunked"),
    /** A content coding, though none was accepted. */
    CONTENT_CODED("the body is compressed, which was not asked for"),
    /** The chunked framing is broken. */
    BAD_CHUNK("the chunked framing is broken"),
    /** Beyond {@link Limits#lineBytes}. */
    LINE_TOO_LONG("a line of the event stream is too long"),
    /** Beyond {@link Limits#chunks}. */
    TOO_MANY_CHUNKS("too many events in one answer"),
    /** The data of an event is neither a JSON object nor {@code [DONE]}. */
    BAD_EVENT("an event that is no JSON object"),
    /** Beyond {@link Limits#bodyBytes}. */
    BODY_TOO_LONG("the body is too long"),
    /** A 200 whose body is no whole JSON object. */
    BAD_BODY("200 with a body that is no JSON object"),
    /** A 200 that is no OpenAI answer: HTML, or JSON without choices or embeddings. */
    NOT_OPENAI("not an OpenAI answer");

    private final String text;

    Flaw(String text) {
        this.text = text;
    }

    /** The flaw in a few words, for the ledger. */
    public String text() {
        return text;
    }
}
