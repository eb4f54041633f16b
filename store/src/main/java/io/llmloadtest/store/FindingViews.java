package io.llmloadtest.store;

import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import io.llmloadtest.verdict.Finding;
import io.llmloadtest.verdict.Tolerances;
import io.llmloadtest.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The findings of a verdict as the result shows them: with their sentences, and the levels they come from apart. */
final class FindingViews {

    private static final PhraseBook ENGLISH = PhraseBook.of(Locale.ENGLISH);

    /** Where the judge of a run names the levels that show a finding. */
    private static final String LEVELS = "levels";

    private FindingViews() {
    }

    static List<FindingView> ofLevel(Verdict level, int index, Tolerances tolerances) {
        return level.findings().stream().map(finding -> view(finding, List.of(index), tolerances)).toList();
    }

    static List<FindingView> ofRun(Verdict run, Tolerances tolerances) {
        return run.findings().stream().map(finding -> view(finding, levels(finding), tolerances)).toList();
    }

    private static List<Integer> levels(Finding finding) {
        return finding.values().get(LEVELS) instanceof Fact.Texts(List<String> levels)
                ? levels.stream().map(Integer::valueOf).sorted().toList()
                : List.of();
    }

    private static FindingView view(Finding finding, List<Integer> levels, Tolerances tolerances) {
        Map<String, Object> values = new TreeMap<>();
        finding.values().forEach((name, fact) -> values.put(name, FindingView.plain(fact)));
        values.remove(LEVELS);
        return new FindingView(finding.id().key(), finding.severity().name().toLowerCase(Locale.ROOT),
                ENGLISH.sentence(finding), values, ENGLISH.advice(finding), levels,
                tolerances.acceptance(finding.id()).map(FindingView.AcceptedView::of));
    }
}
