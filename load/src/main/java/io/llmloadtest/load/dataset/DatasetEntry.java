package io.llmloadtest.load.dataset;

import java.util.OptionalInt;

/**
 * One prompt of a dataset.
 *
 * @param prompt the value of {@code messages} or {@code prompt} in a request, as JSON
 * @param text what of it is text
 * @param outputTokens the length of its answer, as the dataset gives it
 * @param answer characters of the answer that the dataset has
 */
public record DatasetEntry(String prompt, String text, OptionalInt outputTokens, OptionalInt answer) {

    /** The memory it takes, at most, in characters. */
    int characters() {
        return prompt.length() + text.length();
    }
}
