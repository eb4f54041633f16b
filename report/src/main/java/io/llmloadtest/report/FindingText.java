package io.llmloadtest.report;

import io.llmloadtest.store.FindingView;
import io.llmloadtest.store.FindingView.AcceptedView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.ValidationView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A finding in words, cleaned of what could steer a terminal.
 *
 * @param warning whether it is a warning; else for information
 * @param severity that as a word
 * @param id its published name
 * @param levels the levels it was found in; empty when there is but one, or it is of the run
 * @param sentence what happened
 * @param advice what to do
 * @param acceptance that it is accepted, or was, and why; empty when nobody accepted it
 */
public record FindingText(boolean warning, String severity, String id, String levels, String sentence,
        String advice, String acceptance) {

    private static final int LONGEST_SENTENCE = 1200;

    /** The findings of the run, warnings first. */
    public static List<FindingText> of(ResultDocument result, ValidationView run, PhraseBook book) {
        LevelNames names = new LevelNames(result, book);
        return run.findings().stream().map(finding -> of(finding, names, book))
                .sorted(Comparator.comparing(finding -> !finding.warning())).toList();
    }

    private static FindingText of(FindingView finding, LevelNames names, PhraseBook book) {
        boolean warning = finding.severity().equals("warning");
        return new FindingText(warning, book.label(warning ? Label.SEVERITY_WARNING : Label.SEVERITY_INFO),
                Columns.clean(finding.id()), names.of(finding.levels()),
                Columns.clean(Columns.cut(finding.toFinding().map(book::sentence).orElse(finding.message()),
                        LONGEST_SENTENCE)),
                Columns.clean(finding.toFinding().map(book::advice).orElse(finding.advice())),
                finding.accepted().map(known -> Columns.clean(Columns.cut(acceptance(known, book), LONGEST_SENTENCE)))
                        .orElse(""));
    }

    private static String acceptance(AcceptedView known, PhraseBook book) {
        Map<String, Fact> values = new HashMap<>();
        known.until().ifPresent(day -> values.put("until", Fact.of(day)));
        known.reason().ifPresent(why -> values.put("reason", Fact.of(why)));
        return book.label(known.expired() ? Label.ACCEPTED_NO_MORE : Label.ACCEPTED, values);
    }
}
