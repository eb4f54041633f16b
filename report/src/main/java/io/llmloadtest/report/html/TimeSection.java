package io.llmloadtest.report.html;

import io.llmloadtest.report.html.model.Piece;
import io.llmloadtest.report.html.model.Section;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.chronicle.Chronicle;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Client and server on one time axis: charts below each other, what was thinned out, and the same as numbers. */
final class TimeSection {

    private final ResultDocument result;
    private final Chronicle chronicle;
    private final PhraseBook book;

    TimeSection(ResultDocument result, Chronicle chronicle, PhraseBook book) {
        this.result = result;
        this.chronicle = chronicle;
        this.book = book;
    }

    Optional<Section> section() {
        if (chronicle.client().isEmpty()) {
            return Optional.empty();
        }
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece.Paragraph(false, book.label(Label.PAGE_TIME_READING)));
        new TimeCharts(result, chronicle, book).figures()
                .forEach(figure -> pieces.add(new Piece.Figures(List.of(figure))));
        if (chronicle.server().isEmpty()) {
            pieces.add(new Piece.Paragraph(true, book.label(Label.PAGE_NO_SAMPLES)));
        }
        if (chronicle.firstTokens().size() < chronicle.timed()) {
            pieces.add(new Piece.Paragraph(false,
                    book.label(chronicle.every() == 1 ? Label.PAGE_THINNED : Label.PAGE_SAMPLED,
                            Map.of("shown", Fact.of((double) chronicle.firstTokens().size()),
                                    "all", Fact.of((double) chronicle.timed()),
                                    "every", Fact.of((double) chronicle.every())))));
        }
        pieces.add(new Piece.Folded(book.label(Label.PAGE_NUMBERS), List.of(new TimeTable(chronicle, book).piece())));
        return Optional.of(new Section("time", book.label(Label.PAGE_TIME), pieces));
    }
}
