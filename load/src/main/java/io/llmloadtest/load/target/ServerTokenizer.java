package io.llmloadtest.load.target;

import io.llmloadtest.load.plan.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * vLLM's own tokenizer, {@code POST /tokenize}, which it serves beside {@code /v1}: {@code {model, prompt}} or {@code
 * {model, messages}} give {@code {count, tokens}}. Without further fields special tokens and the generation prompt are
 * added just as in a completion (seen on 0.32.0).
 */
public final class ServerTokenizer implements Tokenizer {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final SideChannel channel;
    private final String model;

    /** The tokenizer of {@code model} behind {@code channel}. */
    public ServerTokenizer(SideChannel channel, String model) {
        this.channel = channel;
        this.model = model;
    }

    @Override
    public Optional<Tokenization> tokenize(Endpoint endpoint, String text) {
        try {
            HttpReply reply = channel.post("/tokenize", body(endpoint, text), Map.of(), channel.timeout());
            return reply.status() == 200 ? reply.json().flatMap(ServerTokenizer::read) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private byte[] body(Endpoint endpoint, String text) {
        ObjectNode root = JSON.createObjectNode().put("model", model);
        switch (endpoint) {
            case CHAT_COMPLETIONS -> root.putArray("messages").addObject().put("role", "user").put("content", text);
            case COMPLETIONS, EMBEDDINGS -> root.put("prompt", text);
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<Tokenization> read(JsonNode root) {
        JsonNode count = root.path("count");
        if (!count.isInt() || count.asInt() < 0) {
            return Optional.empty();
        }
        JsonNode tokens = root.path("tokens");
        int[] ids = new int[tokens.isArray() ? tokens.size() : 0];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = tokens.get(i).asInt(-1);
        }
        return Optional.of(new Tokenization(count.asInt(), ids));
    }
}
