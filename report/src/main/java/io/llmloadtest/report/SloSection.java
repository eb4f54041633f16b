package io.llmloadtest.report;

import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.SloView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The listed levels held against the objectives; those of a search are told by {@link SearchSection}. */
final class SloSection {

    private final ResultDocument result;
    private final Page page;
    private final PhraseBook book;
    private final LevelNames names;
    private final SloWords words;

    SloSection(ResultDocument result, Page page, PhraseBook book) {
        this.result = result;
        this.page = page;
        this.book = book;
        names = new LevelNames(result, book);
        words = new SloWords(book, page.style().atLeast());
    }

    void print() {
        List<LevelView> held = result.results().stream().filter(level -> level.slo().isPresent()).toList();
        if (held.isEmpty()) {
            return;
        }
        page.heading(book.label(Label.SLO));
        held.forEach(level -> level.slo().ifPresent(slo -> {
            page.paragraph(page.style().mark(passed(slo)) + " ",
                    names.of(level) + ": " + words.outcome(slo.outcome()) + "; "
                            + slo.objectives().stream().map(words::objective).collect(Collectors.joining(", ")));
            words.doubts(slo).ifPresent(text -> page.paragraph("  ", text));
        }));
    }

    static Optional<Boolean> passed(SloView slo) {
        return slo.outcome().equals("cannot_tell") ? Optional.empty() : Optional.of(slo.outcome().equals("met"));
    }
}
