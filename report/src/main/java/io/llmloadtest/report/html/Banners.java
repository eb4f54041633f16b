package io.llmloadtest.report.html;

import io.llmloadtest.report.VerdictLines;
import io.llmloadtest.report.html.model.Banner;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.ValidationView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import io.llmloadtest.verdict.Overall;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The verdict in a word and a sentence. */
final class Banners {

    private Banners() {
    }

    static Banner of(ResultDocument result, PhraseBook book) {
        return result.validation().map(run -> of(run, book)).orElseGet(() -> new Banner("skipped",
                book.label(Label.PAGE_SKIPPED), "", book.label(Label.SKIPPED_VALIDATION), List.of()));
    }

    private static Banner of(ValidationView run, PhraseBook book) {
        Overall overall = Overall.valueOf(run.overall());
        Label sentence = switch (overall) {
            case PASSED -> Label.PAGE_PASSED;
            case WARNING -> Label.PAGE_WARNING;
            case UNVERIFIED -> Label.PAGE_UNVERIFIED;
        };
        return new Banner(overall.name().toLowerCase(Locale.ROOT), overall.name(), book.label(Label.PAGE_CHECKS,
                Map.of("made", Fact.of((double) run.checksMade()), "possible", Fact.of((double) run.checksPossible()))),
                book.label(sentence), VerdictLines.of(run, book));
    }
}
