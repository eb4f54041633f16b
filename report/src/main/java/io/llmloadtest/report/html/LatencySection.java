package io.llmloadtest.report.html;

import io.llmloadtest.report.LevelNames;
import io.llmloadtest.report.Passages;
import io.llmloadtest.report.html.model.Piece;
import io.llmloadtest.report.html.model.Section;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.chronicle.Chronicle;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How latencies are spread: charts over all levels, a table of percentiles for each, and how exactly they are known. */
final class LatencySection {

    /** With more levels than this their tables are shown on demand. */
    private static final int FEW = 3;

    private final ResultDocument result;
    private final Chronicle chronicle;
    private final PhraseBook book;
    private final LevelNames names;

    LatencySection(ResultDocument result, Chronicle chronicle, PhraseBook book) {
        this.result = result;
        this.chronicle = chronicle;
        this.book = book;
        names = new LevelNames(result, book);
    }

    Optional<Section> section() {
        if (result.results().isEmpty()) {
            return Optional.empty();
        }
        Passages passages = new Passages(result, book);
        List<Piece> pieces = new ArrayList<>(new SpreadCharts(result, chronicle, book).pieces());
        List<LevelView> told = result.results().stream().filter(names::isToldInFull).toList();
        List<Piece> tables = told.stream().flatMap(level -> Pieces.of(passages.latencies(level)).stream()).toList();
        if (told.size() > FEW) {
            pieces.add(new Piece.Folded(book.label(Label.PAGE_EACH_LEVEL), tables));
        } else {
            pieces.addAll(tables);
        }
        List<Piece> exactness = Pieces.of(passages.statistics());
        if (!exactness.isEmpty()) {
            pieces.add(new Piece.Folded(book.label(Label.PAGE_EXACTNESS), exactness));
        }
        return Optional.of(new Section("latency", book.label(Label.PAGE_LATENCY), pieces));
    }
}
