package io.llmloadtest.load.workload;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a conversation stands: what was asked up to now, and what will be asked next.
 *
 * @param workload makes its requests
 * @param place of its first request, at whose head its mark stands
 * @param turn the number of the turn to come
 * @param before the turn before it
 * @param draft the turn to come
 * @param thinkTime the pause before it
 */
record Conversation(PlannedWorkload workload, Place place, int turn, Draft before, FurtherDraft draft,
        Duration thinkTime) implements NextTurn {

    /** Tokens that a chat template may put around an answer. */
    private static final int WRAPPING = 16;

    @Override
    public Optional<PreparedRequest> after(String answer, OptionalInt tokens) {
        if (tokens.isPresent()
                && !workload.hasRoom(tokens.getAsInt() + WRAPPING + draft.inputTokens() + draft.outputTokens())) {
            return Optional.empty();
        }
        String answered = draft.before().orElseGet(() -> "{\"role\":\"assistant\",\"content\":\"" + answer + "\"}");
        String history = before.prompt();
        String prompt = history.substring(0, history.length() - 1) + "," + answered + "," + draft.question() + "]";
        return Optional.of(workload.request(place, turn,
                new Draft(prompt, OptionalInt.empty(), draft.outputTokens(), before.salt())));
    }
}
