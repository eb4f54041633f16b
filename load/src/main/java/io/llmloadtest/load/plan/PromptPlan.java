package io.llmloadtest.load.plan;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Where prompts come from. */
public sealed interface PromptPlan {

    /**
     * Words by chance, of exact length.
     *
     * @param lengths how long they and their answers are
     * @param prefixes beginnings they share; a prefix counts in the length of its prompt
     * @param image the image that goes with each, which does not count in it
     */
    record MadeUp(LengthPlan lengths, Optional<PrefixPool> prefixes,
            Optional<ImageSize> image) implements PromptPlan {

        @Override
        public OptionalInt fixedInput() {
            return image.isPresent() ? OptionalInt.empty() : lengths.fixedInput();
        }

        @Override
        public OptionalInt fixedOutput() {
            return lengths.fixedOutput();
        }
    }

    /**
     * What a file has, as it stands there: a sample that the seed chooses and puts in order, without repeats as far as the
     * file goes. The server's prefix cache is used as the prompts allow, and may be warm from another run.
     *
     * @param file where they are
     * @param format how they are written
     * @param output the length of answers; empty to take what the file says of each: {@code output_tokens}, {@code
     *     max_tokens}, or as long as the answer in it, and {@link #DEFAULT_OUTPUT} where it says nothing
     */
    record Dataset(Path file, DatasetFormat format, Optional<LengthRule> output) implements PromptPlan {

        /** The length of an answer of which nothing is said, in tokens. */
        public static final int DEFAULT_OUTPUT = 128;

        @Override
        public OptionalInt fixedInput() {
            return OptionalInt.empty();
        }

        @Override
        public OptionalInt fixedOutput() {
            return output.map(LengthRule::fixed).orElse(OptionalInt.empty());
        }
    }

    /** The length of all prompts, when they are all alike. */
    OptionalInt fixedInput();

    /** The length of all answers, when they are all alike. */
    OptionalInt fixedOutput();
}
