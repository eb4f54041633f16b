package io.llmloadtest.report;

import io.llmloadtest.store.ValidationView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One of the three lines under a verdict: counts, timings, load.
 *
 * @param label which
 * @param text how it stands
 */
public record VerdictLine(String label, String text) {

    /** All three. */
    public static List<VerdictLine> of(ValidationView run, PhraseBook book) {
        List<FindingId> problems = run.loadFindings().stream().flatMap(
                key -> Arrays.stream(FindingId.values()).filter(id -> id.key().equals(key))).toList();
        return List.of(
                new VerdictLine(book.label(Label.COUNTS),
                        book.counts(Verdict.Counts.valueOf(run.counts().toUpperCase(Locale.ROOT)), run.tolerance())),
                new VerdictLine(book.label(Label.TIMINGS),
                        book.timings(Verdict.Timings.valueOf(run.timings().toUpperCase(Locale.ROOT)))),
                new VerdictLine(book.label(Label.LOAD), book.load(problems)));
    }
}
