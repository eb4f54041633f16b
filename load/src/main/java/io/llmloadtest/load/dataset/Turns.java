package io.llmloadtest.load.dataset;

import io.llmloadtest.load.plan.ConversationPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The turns of a conversation as a dataset has them: a question is one message by the user or several in a row, and what
 * stands between two questions is the answer to the first.
 */
final class Turns {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConversationPlan plan;
    private final List<Message> messages;
    private final int opening;

    /**
     * A message.
     *
     * @param asks whether the user says it
     * @param json all of it
     * @param text what of it is text
     */
    record Message(boolean asks, String json, String text) {

        static Message of(JsonNode message, String text) {
            return new Message(message.path("role").asString("").equals("user"), message.toString(), text);
        }

        static Message of(boolean asks, String text) {
            return new Message(asks, "{\"role\":\"" + (asks ? "user" : "assistant") + "\",\"content\":"
                    + JSON.writeValueAsString(text) + "}", text);
        }
    }

    Turns(ConversationPlan plan, List<Message> messages) {
        this.plan = plan;
        this.messages = messages;
        this.opening = endOfQuestion(startOfQuestion(0));
    }

    /** Those after the first question, as many as the plan has use for. */
    List<FurtherTurn> further() {
        List<FurtherTurn> turns = new ArrayList<>();
        int answered = opening;
        for (int from = startOfQuestion(answered); from < messages.size()
                && turns.size() + 1 < plan.turns().most(); from = startOfQuestion(answered)) {
            List<Message> before = messages.subList(answered, from);
            answered = endOfQuestion(from);
            List<Message> question = messages.subList(from, answered);
            turns.add(new FurtherTurn(json(question), question.stream().mapToInt(said -> said.text().length()).sum(),
                    answer(answered), plan.recorded() ? json(before) : ""));
        }
        return turns;
    }

    /** The messages up to the end of the first question, as a JSON list. */
    String opening() {
        return "[" + json(messages.subList(0, opening)) + "]";
    }

    /** What of them is text. */
    String openingText() {
        return messages.subList(0, opening).stream().map(Message::text)
                .filter(text -> !text.isBlank()).collect(Collectors.joining("\n"));
    }

    /** Characters of the answer to the first question; empty when the dataset has none. */
    OptionalInt firstAnswer() {
        return answer(opening);
    }

    private OptionalInt answer(int from) {
        int characters = messages.subList(from, startOfQuestion(from)).stream().mapToInt(said -> said.text().length())
                .sum();
        return characters == 0 ? OptionalInt.empty() : OptionalInt.of(characters);
    }

    private int startOfQuestion(int from) {
        int at = from;
        while (at < messages.size() && !messages.get(at).asks()) {
            at++;
        }
        return at;
    }

    private int endOfQuestion(int from) {
        int at = from;
        while (at < messages.size() && messages.get(at).asks()) {
            at++;
        }
        return at;
    }

    private static String json(List<Message> messages) {
        return messages.stream().map(Message::json).collect(Collectors.joining(","));
    }
}
