package io.llmloadtest.report.html;

import io.llmloadtest.report.Passages;
import io.llmloadtest.report.html.model.Piece;
import io.llmloadtest.report.html.model.Section;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import java.util.List;
import java.util.Optional;

/** The levels held against the objectives, or the search for the one that meets them; nothing when there are none. */
final class ObjectivesSection {

    private final ResultDocument result;
    private final PhraseBook book;

    ObjectivesSection(ResultDocument result, PhraseBook book) {
        this.result = result;
        this.book = book;
    }

    Optional<Section> section() {
        List<Piece> pieces = Pieces.of(new Passages(result, book).objectives());
        List<Piece> shown = pieces.stream()
                .filter(piece -> !(piece instanceof Piece.Title(String text) && text.equals(book.label(Label.SLO))))
                .toList();
        return shown.isEmpty()
                ? Optional.empty()
                : Optional.of(new Section("objectives", book.label(Label.PAGE_OBJECTIVES), shown));
    }
}
