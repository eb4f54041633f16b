package io.llmloadtest.verdict;

import java.util.List;

/**
 * The verdict of a run.
 *
 * @param run over everything. Its findings are each id once: those of the whole run, warm-ups included, and those that only
 *     levels show, with their amounts added; {@code levels} names the levels that show one
 * @param levels level by level
 */
public record RunVerdict(Verdict run, List<Verdict> levels) {

    public RunVerdict {
        levels = List.copyOf(levels);
    }
}
