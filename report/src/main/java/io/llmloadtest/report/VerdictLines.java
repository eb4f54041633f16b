package io.llmloadtest.report;

import io.llmloadtest.store.ValidationView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The three lines under a verdict: how counts, timings and load stand. */
public final class VerdictLines {

    private VerdictLines() {
    }

    /** The lines of that validation. */
    public static List<Named> of(ValidationView run, PhraseBook book) {
        List<FindingId> problems = run.loadFindings().stream().flatMap(
                key -> Arrays.stream(FindingId.values()).filter(id -> id.key().equals(key))).toList();
        return List.of(
                new Named(book.label(Label.COUNTS),
                        book.counts(Verdict.Counts.valueOf(run.counts().toUpperCase(Locale.ROOT)), run.tolerance())),
                new Named(book.label(Label.TIMINGS),
                        book.timings(Verdict.Timings.valueOf(run.timings().toUpperCase(Locale.ROOT)))),
                new Named(book.label(Label.LOAD), book.load(problems)));
    }
}
