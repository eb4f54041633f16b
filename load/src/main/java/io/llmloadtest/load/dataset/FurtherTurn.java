package io.llmloadtest.load.dataset;

import java.util.OptionalInt;

/**
 * A turn of a dataset's conversation after its first.
 *
 * @param question what is asked: message objects as JSON, with commas between them
 * @param text characters of it
 * @param answer characters of the answer that the dataset has for it
 * @param before what the dataset answered to the turn before it: message objects as JSON, with commas between them; empty
 *     when that is not wanted
 */
public record FurtherTurn(String question, int text, OptionalInt answer, String before) {

    /** The memory it takes, at most, in characters. */
    int characters() {
        return question.length() + before.length();
    }
}
