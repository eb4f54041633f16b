package io.llmloadtest.load.dataset;

import java.util.List;
import java.util.OptionalInt;

/**
 * One prompt of a dataset.
 *
 * @param prompt the value of {@code messages} or {@code prompt} in a request, as JSON
 * @param text what of it is text
 * @param outputTokens the length of its answer, as the dataset gives it
 * @param answer characters of the answer that the dataset has
 * @param further the turns after it, where conversations are wanted
 */
public record DatasetEntry(String prompt, String text, OptionalInt outputTokens, OptionalInt answer,
        List<FurtherTurn> further) {

    /** A prompt that stands alone. */
    public DatasetEntry(String prompt, String text, OptionalInt outputTokens, OptionalInt answer) {
        this(prompt, text, outputTokens, answer, List.of());
    }

    /** The memory it takes, at most, in characters. */
    int characters() {
        return prompt.length() + text.length() + further.stream().mapToInt(FurtherTurn::characters).sum();
    }
}
