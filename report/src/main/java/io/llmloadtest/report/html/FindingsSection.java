package io.llmloadtest.report.html;

import io.llmloadtest.report.FindingText;
import io.llmloadtest.report.ReasonText;
import io.llmloadtest.report.html.model.Piece;
import io.llmloadtest.report.html.model.Section;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.ValidationView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was found and what to do about it; what could not be checked, and why. Nothing for a run that was not judged. */
final class FindingsSection {

    private final ResultDocument result;
    private final PhraseBook book;

    FindingsSection(ResultDocument result, PhraseBook book) {
        this.result = result;
        this.book = book;
    }

    Optional<Section> section() {
        return result.validation().map(run -> new Section("findings", book.label(Label.FINDINGS), pieces(run)));
    }

    private List<Piece> pieces(ValidationView run) {
        List<Piece> pieces = new ArrayList<>();
        List<FindingText> findings = FindingText.of(result, run, book);
        pieces.add(findings.isEmpty()
                ? new Piece.Paragraph(false, book.label(Label.PAGE_NOTHING_FOUND))
                : new Piece.Findings(findings));
        List<ReasonText> notCompared = ReasonText.notCompared(result, run, book);
        if (!notCompared.isEmpty()) {
            pieces.add(new Piece.Title(book.label(Label.NOT_CHECKED)));
            pieces.add(new Piece.Reasons(notCompared));
        }
        return pieces;
    }
}
