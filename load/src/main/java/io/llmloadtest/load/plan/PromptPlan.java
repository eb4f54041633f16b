package io.llmloadtest.load.plan;

import java.util.OptionalInt;

/** Where prompts come from. */
public sealed interface PromptPlan {

    /**
     * Words by chance, of exact length.
     *
     * @param lengths how long they and their answers are
     */
    record MadeUp(LengthPlan lengths) implements PromptPlan {

        @Override
        public OptionalInt fixedInput() {
            return lengths.fixedInput();
        }

        @Override
        public OptionalInt fixedOutput() {
            return lengths.fixedOutput();
        }
    }

    /** The length of all prompts, when they are all alike. */
    OptionalInt fixedInput();

    /** The length of all answers, when they are all alike. */
    OptionalInt fixedOutput();
}
