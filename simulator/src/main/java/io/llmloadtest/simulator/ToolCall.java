package io.llmloadtest.simulator;

/**
 * The one call that an answer to a request with tools makes, as the parser of a model's tool calls gives it out: first the
 * name, then the arguments bit by bit. Arguments are JSON as text.
 */
final class ToolCall {
    private static final String NAME = "\"name\":\"look_up\"";
    private static final String OPEN = "{\"text\": \"";
    private static final String CLOSE = "\"}";

    private final String id;
    private boolean named;
    private boolean opened;

    ToolCall(String answerId, int choice) {
        id = "\"chatcmpl-tool-%08x%08x\"".formatted(answerId.hashCode(), choice);
    }

    /** The delta with the next bit of the arguments; the first only names the tool. */
    String delta(String text, boolean last) {
        if (!named) {
            named = true;
            return "{\"tool_calls\":[{\"id\":" + id + ",\"type\":\"function\",\"index\":0,\"function\":{" + NAME
                    + "}}]}";
        }
        String bit = (opened ? "" : OPEN) + text + (last ? CLOSE : "");
        opened = true;
        return "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":" + WireForm.quote(bit) + "}}]}";
    }

    /** The list in an answer that is no stream. */
    String whole(String text) {
        return "[{\"id\":" + id + ",\"type\":\"function\",\"function\":{" + NAME + ",\"arguments\":"
                + WireForm.quote(OPEN + text + CLOSE) + "}}]";
    }
}
