package io.llmloadtest.compare;

import io.llmloadtest.compare.runs.ComparedRun;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is held against each other.
 *
 * @param baseline what was before; at least one run
 * @param candidate what is judged; at least one run
 * @param paired whether the runs of both sides belong together one by one, as rounds of turns do
 */
public record Sides(List<ComparedRun> baseline, List<ComparedRun> candidate, boolean paired) {

    public Sides {
        baseline = List.copyOf(baseline);
        candidate = List.copyOf(candidate);
    }

    /** The runs of both sides. */
    public Stream<ComparedRun> all() {
        return Stream.concat(baseline.stream(), candidate.stream());
    }
}
