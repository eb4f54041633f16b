package io.llmloadtest.report.html.model;

import freemarker.core.TemplateHTMLOutputModel;
import io.llmloadtest.report.FindingText;
import io.llmloadtest.report.Named;
import io.llmloadtest.report.ReasonText;
import java.util.List;

/** A piece of a section of the page. The template has a way to show each kind. */
public sealed interface Piece {

    /** Which kind it is, for the template. */
    String kind();

    /**
     * A title within a section.
     *
     * @param text its words
     */
    record Title(String text) implements Piece {

        public Title {
            text = Plain.of(text);
        }

        @Override
        public String kind() {
            return "title";
        }
    }

    /**
     * A paragraph.
     *
     * @param care whether it deserves care
     * @param text its words
     */
    record Paragraph(boolean care, String text) implements Piece {

        public Paragraph {
            text = Plain.of(text);
        }

        @Override
        public String kind() {
            return "paragraph";
        }
    }

    /**
     * Short texts with their names.
     *
     * @param facts the texts
     */
    record Facts(List<Named> facts) implements Piece {

        private static final int BRIEF = 12;

        public Facts {
            facts = facts.stream().map(fact -> new Named(Plain.of(fact.name()), Plain.of(fact.text()))).toList();
        }

        /** Whether they are so short that they fit beside each other. */
        public boolean brief() {
            return facts.stream().allMatch(fact -> fact.text().length() <= BRIEF);
        }

        @Override
        public String kind() {
            return "facts";
        }
    }

    /**
     * Findings with advice.
     *
     * @param findings one or more
     */
    record Findings(List<FindingText> findings) implements Piece {

        public Findings {
            findings = List.copyOf(findings);
        }

        @Override
        public String kind() {
            return "findings";
        }
    }

    /**
     * What could not be checked, or is to know, with the reason.
     *
     * @param reasons one or more
     */
    record Reasons(List<ReasonText> reasons) implements Piece {

        public Reasons {
            reasons = reasons.stream().map(said -> new ReasonText(Plain.of(said.rows()), Plain.of(said.reason())))
                    .toList();
        }

        @Override
        public String kind() {
            return "reasons";
        }
    }

    /**
     * A table. The first cell of a row is its name.
     *
     * @param caption what it shows
     * @param columns the columns
     * @param rows the rows, each as long as the columns
     */
    record Table(String caption, List<Column> columns, List<List<Cell>> rows) implements Piece {

        public Table {
            caption = Plain.of(caption);
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }

        @Override
        public String kind() {
            return "table";
        }
    }

    /**
     * Charts side by side, or below each other where there is no room.
     *
     * @param figures one or more
     */
    record Figures(List<Figure> figures) implements Piece {

        public Figures {
            figures = List.copyOf(figures);
        }

        @Override
        public String kind() {
            return "figures";
        }
    }

    /**
     * A chart with its caption and key.
     *
     * @param caption what it shows
     * @param chart the drawing
     * @param keys what its lines and marks mean
     */
    record Figure(String caption, TemplateHTMLOutputModel chart, List<KeyEntry> keys) {

        public Figure {
            caption = Plain.of(caption);
            keys = List.copyOf(keys);
        }
    }

    /**
     * An entry of a key.
     *
     * @param name the name of a line or mark
     * @param sample what it looks like
     */
    record KeyEntry(String name, TemplateHTMLOutputModel sample) {}

    /**
     * Pieces that are shown on demand.
     *
     * @param summary what they are
     * @param pieces one or more
     */
    record Folded(String summary, List<Piece> pieces) implements Piece {

        public Folded {
            summary = Plain.of(summary);
            pieces = List.copyOf(pieces);
        }

        @Override
        public String kind() {
            return "folded";
        }
    }
}
