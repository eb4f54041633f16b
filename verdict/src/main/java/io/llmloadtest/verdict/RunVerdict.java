package io.llmloadtest.verdict;

import java.util.List;

/**
 * The verdict of a run.
 *
 * @param run over everything
 * @param levels level by level
 */
public record RunVerdict(Verdict run, List<Verdict> levels) {

    public RunVerdict {
        levels = List.copyOf(levels);
    }
}
