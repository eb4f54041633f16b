package io.llmloadtest.load.workload;

import io.llmloadtest.load.plan.ConversationPlan;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.LengthPlan;
import io.llmloadtest.load.plan.LengthRange;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.plan.PromptPlan;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * How many turns each conversation has, and the pauses between them. They hang on the seed and the place in the level alone.
 *
 * @param plan the rules
 * @param seed governs what is drawn
 */
record TurnChoice(ConversationPlan plan, long seed) {

    private static final long SALT = 0x7475726e73L;
    private static final long THINK_SALT = 0x7468696e6bL;

    /** The choice of a plan; empty when its requests stand alone. */
    static Optional<TurnChoice> of(Plan plan) {
        return plan.workload().conversations().map(asked -> new TurnChoice(asked, plan.seed()));
    }

    /** Refuses conversations of made-up prompts that would outgrow the model. */
    void refuseTooLong(Plan asked, OptionalInt context) {
        if (context.isEmpty() || !(asked.workload()
                .prompts() instanceof PromptPlan.MadeUp(LengthPlan.Drawn(var input, var output), _, _))) {
            return;
        }
        OptionalInt decided = asked.decidedAnswerTokens();
        Optional<LengthRange> answers = decided.isPresent()
                ? Optional.of(new LengthRange(decided.getAsInt(), decided.getAsInt()))
                : output.promised();
        if (input.promised().isPresent() && answers.isPresent()) {
            long whole = (long) plan.turns().most() * (input.promised().get().most() + answers.get().most());
            if (whole > context.getAsInt()) {
                throw new IllegalPlanException("--turns", plan.turns().toString(), "give fewer or shorter ones; "
                        + plan.turns().most() + " turns of " + input + " tokens in and " + answers.get().most()
                        + " out come to " + whole + ", and the model takes at most " + context.getAsInt());
            }
        }
    }

    /** Turns of the conversation at {@code index} of a level. */
    int turns(int index) {
        return plan.turns().draw(new SplittableRandom(Mix.pair(seed ^ SALT, index)));
    }

    /** The pause before its turn {@code turn}. */
    Duration thinkTime(int index, int turn) {
        return plan.think()
                .map(rule -> rule.draw(new SplittableRandom(Mix.pair(Mix.pair(seed ^ THINK_SALT, index), turn))))
                .orElse(Duration.ZERO);
    }
}
