package io.llmloadtest.report;

import java.util.List;

/** Lines of a report as they come, for a terminal. */
final class ConsolePage implements Page {

    private final Style style;
    private final StringBuilder text = new StringBuilder();

    ConsolePage(Style style) {
        this.style = style;
    }

    @Override
    public Style style() {
        return style;
    }

    void doubleRule() {
        line(style.doubleRule());
    }

    void rule() {
        line(style.rule());
    }

    @Override
    public void blank() {
        line("");
    }

    void title(String title) {
        line(Ink.BOLD.on(Columns.centre(title, style.width()), style));
    }

    @Override
    public void heading(String heading) {
        blank();
        line(Ink.BOLD.on(heading, style));
    }

    @Override
    public void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    @Override
    public void paragraph(String first, String paragraph) {
        int indent = Columns.width(first);
        List<String> lines = Columns.wrap(paragraph, style.width() - indent);
        line(first + lines.getFirst());
        lines.stream().skip(1).forEach(next -> line(" ".repeat(indent) + next));
    }

    @Override
    public void table(Table table) {
        table.print(this);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
