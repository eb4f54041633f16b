package io.llmloadtest.evidence.metrics;

/**
 * What a server's counters mean.
 *
 * @param successPerChoice the success counter counts each choice of a request (n per request)
 * @param promptPerChoice a prompt is counted once per choice
 * @param abortsInTokens tokens of aborted requests are in the token counters
 * @param abortsInTtft the first token of an aborted request is in the TTFT histogram
 * @param httpDurationWholeStream the HTTP duration of a stream runs to its last byte, not to the head
 */
public record Semantics(Meaning successPerChoice, Meaning promptPerChoice, Meaning abortsInTokens, Meaning abortsInTtft,
        Meaning httpDurationWholeStream) {

    /** Nothing is known. */
    public static final Semantics UNKNOWN = new Semantics(Meaning.UNKNOWN, Meaning.UNKNOWN, Meaning.UNKNOWN,
            Meaning.UNKNOWN, Meaning.UNKNOWN);
}
