package io.llmloadtest.verdict.roll;

import io.llmloadtest.model.Reading;
import java.util.List;

/**
 * Requests of ours that the server served more than once: something on the way sent them again.
 *
 * @param ids their ids
 * @param extra extra times in all
 * @param tokens tokens made for the extra times; absent when a span does not tell
 */
public record Repeats(List<String> ids, long extra, Reading tokens) {

    public Repeats {
        ids = List.copyOf(ids);
    }
}
