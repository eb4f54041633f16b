package io.llmloadtest.report.html;

import io.llmloadtest.report.Block;
import io.llmloadtest.report.Named;
import io.llmloadtest.report.html.model.Cell;
import io.llmloadtest.report.html.model.Column;
import io.llmloadtest.report.html.model.Piece;
import java.util.ArrayList;
import java.util.List;

/** Blocks of a report as pieces of the page: a heading before a table becomes its caption, named paragraphs become facts. */
final class Pieces {

    private final List<Piece> pieces = new ArrayList<>();
    private final List<Named> facts = new ArrayList<>();
    private String heading = "";

    private Pieces() {
    }

    static List<Piece> of(List<Block> blocks) {
        Pieces made = new Pieces();
        blocks.forEach(made::add);
        made.endHeading();
        made.endFacts();
        return List.copyOf(made.pieces);
    }

    private void add(Block block) {
        switch (block) {
            case Block.Heading(String text) -> {
                endFacts();
                endHeading();
                heading = text;
            }
            case Block.Grid(List<String> headers, List<List<String>> rows) -> {
                endFacts();
                pieces.add(new Piece.Table(caption(), columns(headers),
                        rows.stream().map(row -> row.stream().map(Cell::of).toList()).toList()));
                heading = "";
            }
            case Block.Paragraph(String mark, String text) -> {
                endHeading();
                paragraph(mark, text);
            }
        }
    }

    /** The heading before it; without one, the paragraph that leads to it. */
    private String caption() {
        if (heading.isEmpty() && !pieces.isEmpty()
                && pieces.getLast() instanceof Piece.Paragraph(boolean _, String text)) {
            pieces.removeLast();
            return text;
        }
        return heading;
    }

    private static List<Column> columns(List<String> headers) {
        List<Column> columns = new ArrayList<>();
        headers.forEach(header -> columns.add(new Column(header, !columns.isEmpty())));
        return columns;
    }

    private void paragraph(String mark, String text) {
        if (mark.endsWith(":")) {
            facts.add(new Named(mark.substring(0, mark.length() - 1).replaceFirst("^- ", ""), text));
        } else {
            endFacts();
            pieces.add(new Piece.Paragraph(mark.equals("!"), (mark.equals("!") || mark.equals("-") ? "" : mark + " ")
                    .stripLeading() + text));
        }
    }

    private void endHeading() {
        if (!heading.isEmpty()) {
            pieces.add(new Piece.Title(heading));
            heading = "";
        }
    }

    private void endFacts() {
        if (!facts.isEmpty()) {
            pieces.add(new Piece.Facts(facts));
            facts.clear();
        }
    }
}
