package io.llmloadtest.compare.likeness;

import java.util.List;

/**
 * Something in which the runs differ, between the sides or within one.
 *
 * @param aspect in what
 * @param name which fact of it
 * @param baseline the values of the baseline's runs, each once; blank for one that is not known
 * @param candidate the values of the candidate's runs, likewise
 */
public record Difference(Aspect aspect, String name, List<String> baseline, List<String> candidate) {

    public Difference {
        baseline = List.copyOf(baseline);
        candidate = List.copyOf(candidate);
    }
}
