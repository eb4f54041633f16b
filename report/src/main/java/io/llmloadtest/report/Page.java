package io.llmloadtest.report;

import java.util.List;

/** Lines of a report as they come. */
final class Page {

    private final Style style;
    private final StringBuilder text = new StringBuilder();

    Page(Style style) {
        this.style = style;
    }

    Style style() {
        return style;
    }

    void doubleRule() {
        line(style.doubleRule());
    }

    void rule() {
        line(style.rule());
    }

    void blank() {
        line("");
    }

    void title(String title) {
        line(Ink.BOLD.on(Columns.centre(title, style.width()), style));
    }

    /** A title of a section without a table. */
    void heading(String heading) {
        blank();
        line(Ink.BOLD.on(heading, style));
    }

    void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    /** Text over as many lines as it needs: {@code first} before its first line, as many spaces before the others. */
    void paragraph(String first, String paragraph) {
        int indent = Columns.width(first);
        List<String> lines = Columns.wrap(paragraph, style.width() - indent);
        line(first + lines.getFirst());
        lines.stream().skip(1).forEach(next -> line(" ".repeat(indent) + next));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
