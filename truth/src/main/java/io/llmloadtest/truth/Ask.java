package io.llmloadtest.truth;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a completion request asks for, as far as this server cares.
 *
 * @param tokens       tokens of the answer
 * @param stream       whether it shall be streamed
 * @param includeUsage whether a usage chunk shall follow
 */
record Ask(int tokens, boolean stream, boolean includeUsage) {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    /**
     * Reads a request body; empty when it is not a JSON object or asks for a number of tokens that is not from 1 to
     * {@link TokenStream#MOST_TOKENS}.
     */
    static Optional<Ask> parse(String body, int defaultTokens) {
        long tokens = defaultTokens;
        boolean stream = false;
        boolean usage = false;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "max_tokens", "max_completion_tokens" -> {
                        if (value == JsonToken.VALUE_NUMBER_INT) {
                            tokens = json.getLongValue();
                        }
                    }
                    case "stream" -> stream = value == JsonToken.VALUE_TRUE;
                    case "stream_options" -> {
                        usage = includesUsage(json);
                        continue;
                    }
                    default -> {
                    }
                }
                json.skipChildren();
            }
        } catch (JacksonException _) {
            return Optional.empty();
        }
        return tokens < 1 || tokens > TokenStream.MOST_TOKENS
                ? Optional.empty()
                : Optional.of(new Ask((int) tokens, stream, usage));
    }

    private static boolean includesUsage(JsonParser json) {
        boolean usage = false;
        if (json.currentToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                usage |= name.equals("include_usage") && value == JsonToken.VALUE_TRUE;
                json.skipChildren();
            }
        }
        return usage;
    }
}
