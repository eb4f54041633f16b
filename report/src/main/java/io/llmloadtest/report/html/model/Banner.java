package io.llmloadtest.report.html.model;

import io.llmloadtest.report.Named;
import java.util.List;

/**
 * The verdict.
 *
 * @param state {@code passed}, {@code warning}, {@code unverified} or {@code skipped}, which gives it its shape
 * @param word the verdict in a word
 * @param checks how many checks it rests on; empty when none was wanted
 * @param sentence what it means
 * @param lines how counts, timings and load stand
 */
public record Banner(String state, String word, String checks, String sentence, List<Named> lines) {

    public Banner {
        lines = List.copyOf(lines);
    }
}
