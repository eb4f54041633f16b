package io.llmloadtest.load.dataset;

import io.llmloadtest.load.plan.ConversationPlan;
import io.llmloadtest.load.plan.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Makes out what an object of a dataset asks. */
final class EntryForm {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final List<String> ASKING = List.of("human", "user");
    private static final List<String> ANSWERING = List.of("gpt", "assistant", "chatgpt", "bing", "bard");
    private static final List<String> LENGTHS = List.of("output_tokens", "max_tokens", "output_length");
    private static final int MOST_TOKENS = 10_000_000;

    private final Endpoint endpoint;
    private final Optional<ConversationPlan> conversations;

    /** A form of entries; with {@code conversations} their later turns are read too. */
    EntryForm(Endpoint endpoint, Optional<ConversationPlan> conversations) {
        this.endpoint = endpoint;
        this.conversations = conversations;
    }

    /**
     * What came of an object: an entry, none since it holds no prompt, or a mistake.
     *
     * @param entry what can be sent
     * @param expected what the object should have had; empty when all is well
     */
    record Seen(Optional<DatasetEntry> entry, Optional<String> expected) {

        static Seen of(DatasetEntry entry) {
            return new Seen(Optional.of(entry), Optional.empty());
        }

        static Seen nothing() {
            return new Seen(Optional.empty(), Optional.empty());
        }

        static Seen mistake(String expected) {
            return new Seen(Optional.empty(), Optional.of(expected));
        }
    }

    Seen see(JsonNode object) {
        if (object.has("conversations")) {
            return conversation(object.get("conversations"), length(object));
        }
        if (object.has("messages")) {
            return messages(object.get("messages"), length(object));
        }
        JsonNode prompt = object.path("prompt");
        return prompt.isString()
                ? plain(prompt.asString(), length(object), OptionalInt.empty(), List.of())
                : Seen.mistake("an object with prompt, messages or conversations");
    }

    /** The first turn of the one who asks, and the turn after it when that is an answer. */
    private Seen conversation(JsonNode turns, OptionalInt length) {
        if (!turns.isArray()) {
            return Seen.mistake("conversations as a list of {\"from\": .., \"value\": ..}");
        }
        for (int i = 0; i + 1 < turns.size(); i++) {
            if (isBy(turns.get(i), ASKING) && isBy(turns.get(i + 1), ANSWERING)) {
                String answer = said(turns.get(i + 1));
                return answer.isBlank()
                        ? Seen.nothing()
                        : plain(said(turns.get(i)), length, OptionalInt.of(answer.length()),
                                further(turns, i));
            }
        }
        return Seen.nothing();
    }

    /** The turns after the one at {@code first}, for as long as questions and answers alternate. */
    private List<FurtherTurn> further(JsonNode turns, int first) {
        if (conversations.isEmpty()) {
            return List.of();
        }
        List<Turns.Message> messages = new ArrayList<>();
        for (int i = first; i + 1 < turns.size() && isBy(turns.get(i), ASKING)
                && isBy(turns.get(i + 1), ANSWERING) && !said(turns.get(i)).isBlank(); i += 2) {
            messages.add(Turns.Message.of(true, said(turns.get(i))));
            messages.add(Turns.Message.of(false, said(turns.get(i + 1))));
        }
        return new Turns(conversations.get(), messages).further();
    }

    private static String said(JsonNode turn) {
        return turn.path("value").asString("");
    }

    private static boolean isBy(JsonNode turn, List<String> names) {
        return names.contains(turn.path("from").asString("").toLowerCase(Locale.ROOT));
    }

    private Seen plain(String text, OptionalInt length, OptionalInt answer, List<FurtherTurn> further) {
        if (text.isBlank()) {
            return Seen.nothing();
        }
        String quoted = JSON.writeValueAsString(text);
        String prompt = switch (endpoint) {
            case CHAT_COMPLETIONS -> "[{\"role\":\"user\",\"content\":" + quoted + "}]";
            case COMPLETIONS, EMBEDDINGS -> quoted;
        };
        return Seen.of(new DatasetEntry(prompt, text, length, answer, further));
    }

    private Seen messages(JsonNode messages, OptionalInt length) {
        if (endpoint != Endpoint.CHAT_COMPLETIONS) {
            return Seen.mistake("an object with prompt, since only --endpoint chat takes messages,");
        }
        if (!messages.isArray()) {
            return Seen.mistake("messages as a list of {\"role\": .., \"content\": ..}");
        }
        List<Turns.Message> said = new ArrayList<>();
        for (JsonNode message : messages) {
            if (!message.path("role").isString()) {
                return Seen.mistake("messages as a list of {\"role\": .., \"content\": ..}");
            }
            said.add(Turns.Message.of(message, text(message.path("content"))));
        }
        String all = said.stream().map(Turns.Message::text).filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n"));
        if (all.isEmpty()) {
            return Seen.nothing();
        }
        return conversations.map(plan -> turnByTurn(new Turns(plan, said), length))
                .orElseGet(() -> Seen.of(new DatasetEntry(messages.toString(), all, length, OptionalInt.empty())));
    }

    private static Seen turnByTurn(Turns turns, OptionalInt length) {
        String opening = turns.openingText();
        return opening.isEmpty()
                ? Seen.nothing()
                : Seen.of(new DatasetEntry(turns.opening(), opening, length, turns.firstAnswer(), turns.further()));
    }

    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.asString();
        }
        List<String> parts = new ArrayList<>();
        content.forEach(part -> parts.add(part.path("text").asString("")));
        return String.join("\n", parts);
    }

    private static OptionalInt length(JsonNode object) {
        return LENGTHS.stream().map(object::path)
                .filter(value -> value.isInt() && value.asInt() >= 1 && value.asInt() <= MOST_TOKENS)
                .map(value -> OptionalInt.of(value.asInt())).findFirst().orElse(OptionalInt.empty());
    }
}
