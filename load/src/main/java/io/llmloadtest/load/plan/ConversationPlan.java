package io.llmloadtest.load.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Requests that are turns of conversations: each carries all that was said before it.
 *
 * @param turns how many turns a conversation has; of a dataset no more than its entry has
 * @param think how long a user thinks between an answer and the next question; empty to ask at once
 * @param recorded whether later turns carry a dataset's own answers instead of the server's
 */
public record ConversationPlan(TurnRule turns, Optional<ThinkTime> think, boolean recorded) {

    /** Refuses what does not go with prompts of this kind. */
    void check(PromptPlan prompts) {
        switch (prompts) {
            case PromptPlan.MadeUp(LengthPlan lengths, _, _) -> {
                if (turns.isAll()) {
                    throw new IllegalPlanException(TurnRule.OPTION, turns.toString(),
                            "give a number of turns; only a --dataset has an end of its own");
                }
                if (recorded) {
                    throw new IllegalPlanException("--recorded-answers", "", "give it with --dataset FILE");
                }
                if (lengths instanceof LengthPlan.Listed(var file)) {
                    throw new IllegalPlanException(TurnRule.OPTION + " with --lengths-file", file.toString(),
                            "give the lengths of each turn with --input-len and --output-len");
                }
            }
            case PromptPlan.Dataset _ -> {
                // whatever its entries have
            }
        }
    }

    /** The plan as a result shows it: names and what JSON knows as values. */
    Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("turns", turns.toString());
        think.ifPresent(time -> shown.put("think_time", time.text()));
        shown.put("history", recorded ? "recorded" : "server");
        return shown;
    }
}
