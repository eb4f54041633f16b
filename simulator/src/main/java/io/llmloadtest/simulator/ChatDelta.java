package io.llmloadtest.simulator;

import java.util.List;
import java.util.stream.Stream;

/**
 * What one event of a stream brings of its choice.
 *
 * @param reasoning text that a reasoning parser takes for thinking
 * @param answer text behind it
 * @param ids of all its tokens, those included that give no text
 * @param silent whether it has no token but one that a parser keeps to itself
 */
record ChatDelta(String reasoning, String answer, List<Integer> ids, boolean silent) {

    static final ChatDelta NONE = new ChatDelta("", "", List.of(), true);

    ChatDelta {
        ids = List.copyOf(ids);
    }

    /** Both as one event: the engine's outputs that nobody fetched in time, or that are to leave together. */
    ChatDelta plus(ChatDelta later) {
        return new ChatDelta(reasoning + later.reasoning, answer + later.answer,
                Stream.concat(ids.stream(), later.ids.stream()).toList(), silent && later.silent);
    }

    /**
     * The {@code delta} object. Reasoning is {@code reasoning_content} before 0.12.0, from 0.16.0 on {@code reasoning}, and both
     * in between; there and in the versions just before, an empty {@code reasoning_content} goes with every delta.
     */
    String json(VllmVersion form) {
        StringBuilder fields = new StringBuilder();
        if (!answer.isEmpty() || (reasoning.isEmpty() && !silent)) {
            fields.append(",\"content\":").append(WireForm.quote(answer));
        }
        if (!reasoning.isEmpty() && form.atLeast(0, 12, 0)) {
            fields.append(",\"reasoning\":").append(WireForm.quote(reasoning));
        }
        if (form.before(0, 16, 0) && (!reasoning.isEmpty() || form.atLeast(0, 10, 2))) {
            fields.append(",\"reasoning_content\":").append(reasoning.isEmpty() ? "null" : WireForm.quote(reasoning));
        }
        return "{" + (fields.isEmpty() ? "" : fields.substring(1)) + "}";
    }
}
