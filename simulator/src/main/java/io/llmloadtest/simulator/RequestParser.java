package io.llmloadtest.simulator;

import io.llmloadtest.simulator.ChatTemplate.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns a request's body into what the engine needs, or into the refusal vLLM would send. Unknown fields are accepted, as vLLM does. */
final class RequestParser {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> EXTRAS = List.of("min_tokens", "ignore_eos", "cache_salt");
    private static final int COMPLETIONS_MAX_TOKENS = 16;
    private static final int MOST_CHOICES = 16_384;

    private final SimulatorConfig config;

    RequestParser(SimulatorConfig config) {
        this.config = config;
    }

    /** Why a body is refused; carried to the place that answers. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient ApiError error;

        Refused(ApiError error) {
            super(error.message(), null, false, false);
            this.error = error;
        }

        ApiError error() {
            return error;
        }
    }

    /** Any JSON object. */
    JsonNode object(byte[] body) throws Refused {
        try {
            JsonNode node = JSON.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
            throw new Refused(new ApiError(400, "Bad Request",
                    "[{'type': 'model_attributes_type', 'loc': ('body',), 'msg': 'Input should be a valid dictionary or object to extract fields from'}]",
                    "",
                    ""));
        } catch (JacksonException e) {
            long offset = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
            throw new Refused(new ApiError(400, "Bad Request",
                    "[{'type': 'json_invalid', 'loc': ('body', %d), 'msg': 'JSON decode error', 'input': {}, "
                            .formatted(offset) + "'ctx': {'error': 'Expecting value'}}]",
                    "", ""));
        }
    }

    GenerationRequest parse(byte[] bytes, boolean chat) throws Refused {
        JsonNode body = object(bytes);
        refuseExtras(body);
        String model = checkModel(body);
        int n = integer(body, "n", 1, 1);
        Optional<Integer> limit = limit(body, chat);
        boolean stream = flag(body, "stream");
        JsonNode options = body.path("stream_options");
        if (options.isObject() && !stream) {
            throw new Refused(
                    ApiError.badField("Stream options can only be defined when `stream=True`.", "stream_options", ""));
        }
        List<Tokens> prompts = prompts(body, chat);
        if ((long) prompts.size() * n > MOST_CHOICES) {
            throw new Refused(ApiError.badField("n is too large.", "n", Integer.toString(n)));
        }
        int longest = prompts.stream().mapToInt(Tokens::length).max().orElse(0);
        int maxTokens = fit(limit, longest, chat);
        int minTokens = integer(body, "min_tokens", 0, 0);
        if (minTokens > maxTokens) {
            throw new Refused(ApiError.badField(
                    "min_tokens must be less than or equal to max_tokens=%d, got %d.".formatted(maxTokens, minTokens),
                    "min_tokens", Integer.toString(minTokens)));
        }
        return new GenerationRequest(chat, model, prompts, n, maxTokens, minTokens, flag(body, "ignore_eos"),
                strings(body.path("stop")), stream,
                flag(options, "include_usage"), flag(options, "continuous_usage_stats"),
                config.version().atLeast(0, 10, 2) && flag(body, "return_token_ids"), chat && wantsTools(body),
                body.path("cache_salt").asString(""), seed(body));
    }

    private static boolean wantsTools(JsonNode body) {
        return !body.path("tools").isEmpty() && !body.path("tool_choice").asString("auto").equals("none");
    }

    /** A request for embeddings: each input is a prompt of which no token is generated. */
    GenerationRequest parseEmbedding(byte[] bytes) throws Refused {
        JsonNode body = object(bytes);
        String model = checkModel(body);
        List<Tokens> prompts = completionPrompts(body.path("input"));
        int longest = prompts.stream().mapToInt(Tokens::length).max().orElse(0);
        if (longest == 0 || longest > config.maxModelLen()) {
            throw new Refused(ApiError.badField(
                    "This model's maximum context length is %d tokens. However, you requested %d tokens in the input for embedding generation. Please reduce the length of the input."
                            .formatted(config.maxModelLen(), longest),
                    "input_tokens", Integer.toString(longest)));
        }
        return new GenerationRequest(false, model, prompts, 1, 0, 0, true, List.of(), false, false, false, false,
                false, body.path("cache_salt").asString(""), Optional.empty());
    }

    private void refuseExtras(JsonNode body) throws Refused {
        for (String field : EXTRAS) {
            if (config.faults().on(Fault.REFUSES_EXTRAS) && body.has(field)) {
                throw new Refused(
                        new ApiError(400, "invalid_request_error", "Unrecognized request argument supplied: " + field,
                                field, ""));
            }
        }
    }

    /** An absent model means the served one. */
    String checkModel(JsonNode body) throws Refused {
        String model = body.path("model").asString(config.model());
        if (!model.equals(config.model()) && !config.otherModels().contains(model)) {
            String aliases = config.version().atLeast(0, 27, 0)
                    ? " Valid aliases: %s."
                            .formatted(Stream.concat(Stream.of(config.model()), config.otherModels().stream())
                                    .collect(Collectors.joining(", ")))
                    : "";
            throw new Refused(ApiError.notFound("The model `%s` does not exist.%s".formatted(model, aliases)));
        }
        return model;
    }

    private Optional<Integer> limit(JsonNode body, boolean chat) throws Refused {
        String field = chat && present(body, "max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
        if (!present(body, field)) {
            return Optional.empty();
        }
        JsonNode value = body.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < 1) {
            throw new Refused(ApiError.badField("max_tokens must be at least 1, got %s.".formatted(value.toString()),
                    "max_tokens", value.toString()));
        }
        return Optional.of(value.asInt());
    }

    private int fit(Optional<Integer> limit, int longest, boolean chat) throws Refused {
        int room = config.maxModelLen() - longest;
        if (room < 1) {
            throw new Refused(ApiError.badField(
                    ("This model's maximum context length is %d tokens. However, your request has %d input tokens. "
                            + "Please reduce the length of the input messages.")
                            .formatted(config.maxModelLen(), longest),
                    "input_tokens",
                    Integer.toString(longest)));
        }
        int asked = limit.orElse(chat ? room : Math.min(room, COMPLETIONS_MAX_TOKENS));
        if (asked > room) {
            throw new Refused(ApiError.badField(
                    ("'max_tokens' or 'max_completion_tokens' is too large: %d. This model's maximum context length is %d "
                            + "tokens and your request has %d input tokens (%d > %d - %d).").formatted(asked,
                                    config.maxModelLen(), longest, asked,
                                    config.maxModelLen(), longest),
                    "max_tokens", Integer.toString(asked)));
        }
        return asked;
    }

    private List<Tokens> prompts(JsonNode body, boolean chat) throws Refused {
        List<Tokens> prompts = chat
                ? List.of(Tokens.of(ChatTemplate.render(messages(body), true)))
                : completionPrompts(body.path("prompt"));
        if (prompts.isEmpty() || prompts.stream().anyMatch(prompt -> prompt.length() == 0)) {
            throw new Refused(ApiError.badField("The decoder prompt cannot be empty", "prompt", ""));
        }
        return prompts;
    }

    /** The tokens of a /tokenize request, which has a prompt or messages. */
    int[] tokens(JsonNode body) throws Refused {
        if (body.has("messages")) {
            return ChatTemplate.render(messages(body), body.path("add_generation_prompt").asBoolean(true));
        }
        return Tokenizer.encode(body.path("prompt").asString(""));
    }

    private static List<Message> messages(JsonNode body) throws Refused {
        JsonNode messages = body.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw new Refused(new ApiError(400, "Bad Request",
                    "[{'type': 'missing', 'loc': ('body', 'messages'), 'msg': 'Field required'}]", "", ""));
        }
        return StreamOfNodes.of(messages)
                .map(message -> new Message(message.path("role").asString("user"), content(message.path("content"))))
                .toList();
    }

    /** A message's text, or the text parts of a list. */
    private static String content(JsonNode content) {
        return content.isArray()
                ? StreamOfNodes.of(content).map(part -> part.path("text").asString(""))
                        .collect(Collectors.joining("\n"))
                : content.asString("");
    }

    /** A string, strings, token ids, or lists of token ids. */
    private List<Tokens> completionPrompts(JsonNode prompt) throws Refused {
        if (prompt.isString()) {
            return List.of(Tokens.of(Tokenizer.encode(prompt.asString())));
        }
        if (!prompt.isArray()) {
            throw new Refused(new ApiError(400, "Bad Request",
                    "[{'type': 'missing', 'loc': ('body', 'prompt'), 'msg': 'Field required'}]", "", ""));
        }
        if (!prompt.isEmpty() && prompt.get(0).isNumber()) {
            return List.of(ids(prompt));
        }
        var prompts = new ArrayList<Tokens>();
        for (JsonNode each : prompt) {
            prompts.add(each.isArray() ? ids(each) : Tokens.of(Tokenizer.encode(each.asString(""))));
        }
        return prompts;
    }

    private static Tokens ids(JsonNode list) throws Refused {
        int[] ids = StreamOfNodes.of(list).mapToInt(id -> id.isInt() ? id.asInt() : -1).toArray();
        for (int id : ids) {
            if (!Tokenizer.valid(id)) {
                throw new Refused(ApiError.badField("Token id %d is out of vocabulary".formatted(id), "prompt", ""));
            }
        }
        return Tokens.of(ids);
    }

    private static List<String> strings(JsonNode node) {
        return (node.isArray() ? StreamOfNodes.of(node) : Stream.of(node)).map(each -> each.asString(""))
                .filter(each -> !each.isEmpty()).toList();
    }

    private static Optional<Long> seed(JsonNode body) {
        return body.path("seed").isIntegralNumber() ? Optional.of(body.path("seed").asLong()) : Optional.empty();
    }

    private static int integer(JsonNode body, String field, int byDefault, int least) throws Refused {
        if (!present(body, field)) {
            return byDefault;
        }
        JsonNode value = body.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.asInt() < least) {
            throw new Refused(
                    ApiError.badField("%s must be at least %d, got %s.".formatted(field, least, value.toString()),
                            field, value.toString()));
        }
        return value.asInt();
    }

    private static boolean flag(JsonNode node, String field) {
        return node.path(field).asBoolean(false);
    }

    private static boolean present(JsonNode body, String field) {
        return body.has(field) && !body.path(field).isNull();
    }
}
