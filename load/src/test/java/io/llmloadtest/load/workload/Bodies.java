package io.llmloadtest.load.workload;

import io.llmloadtest.load.plan.Endpoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks into bodies. */
final class Bodies {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Bodies() {
    }

    static JsonNode json(PreparedRequest request) {
        return JSON.readTree(request.body());
    }

    /** The text of a completion's prompt, of what is to be embedded, or of the first message of a chat. */
    static String prompt(PreparedRequest request) {
        JsonNode body = json(request);
        return body.path("prompt").asString(body.path("input").asString(body.at("/messages/0/content").asString("")));
    }

    /** The tokens of a chat as the {@link MergingTokenizer} counts them. */
    static int count(PreparedRequest request) {
        return new MergingTokenizer(true).tokenize(Endpoint.CHAT_COMPLETIONS, prompt(request)).orElseThrow().count();
    }
}
