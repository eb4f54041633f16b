package io.llmloadtest.truth;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The bytes of one streamed answer, made before its first token is due. In the form of vLLM 0.32: the role chunk travels
 * with the first token, the finish reason on the last token; usage, {@code [DONE]} and the closing chunk follow in the same
 * write. Every token is " the": one token in most vocabularies, and it does not merge when repeated.
 */
final class StreamFrames {
    /** Unix seconds, fixed: every answer has the same length. */
    private static final long CREATED = 1_764_000_000;

    private final byte[] head;
    private final byte[] opening;
    private final byte[] token;
    private final byte[] closing;

    StreamFrames(boolean chat, String model, String requestId, int promptTokens, Ask ask) {
        String answerId = (chat ? "chatcmpl-" : "cmpl-") + requestId;
        String common = "{\"id\":\"" + answerId + "\",\"object\":\""
                + (chat ? "chat.completion.chunk" : "text_completion")
                + "\",\"created\":" + CREATED + ",\"model\":\"" + model + "\",\"choices\":[";
        String text = chat ? "\"delta\":{\"content\":\" the\"}" : "\"text\":\" the\"";
        head = ("HTTP/1.1 200 OK\r\nserver: truth-server\r\ncontent-type: text/event-stream; charset=utf-8\r\nx-request-id: "
                + requestId + "\r\ntransfer-encoding: chunked\r\n\r\n").getBytes(UTF_8);
        opening = chat
                ? frame(common + choice("\"delta\":{\"role\":\"assistant\",\"content\":\"\"}", "null"))
                : new byte[0];
        token = frame(common + choice(text, "null"));
        String usage = ask.includeUsage()
                ? new String(frame(common + "],\"usage\":{\"prompt_tokens\":" + promptTokens + ",\"total_tokens\":"
                        + (promptTokens + ask.tokens()) + ",\"completion_tokens\":" + ask.tokens() + "}}"), UTF_8)
                : "";
        closing = (new String(frame(common + choice(text, "\"length\"")), UTF_8) + usage
                + new String(frame("[DONE]"), UTF_8) + "0\r\n\r\n").getBytes(UTF_8);
    }

    private static String choice(String content, String finishReason) {
        return "{\"index\":0," + content + ",\"logprobs\":null,\"finish_reason\":" + finishReason + "}]}";
    }

    /** One SSE event as one HTTP chunk; the text is ASCII, so its length is that of its bytes. */
    private static byte[] frame(String data) {
        String event = "data: " + data + "\n\n";
        return (Integer.toHexString(event.length()) + "\r\n" + event + "\r\n").getBytes(UTF_8);
    }

    byte[] head() {
        return head;
    }

    /** Goes before the first token, in the same write. */
    byte[] opening() {
        return opening;
    }

    /** A token that is not the last. */
    byte[] token() {
        return token;
    }

    /** The last token and all that follows it. */
    byte[] closing() {
        return closing;
    }
}
