package io.llmloadtest.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** A table whose first column stands left and whose others stand right. What does not fit is left out, least first. */
final class Table {

    /**
     * A column.
     *
     * @param header its title
     * @param rank columns of the highest rank are left out first when the line is too short; 0 always stays
     */
    record Column(String header, int rank) {}

    private static final int GAP = 2;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    List<String> headers() {
        return columns.stream().map(Column::header).toList();
    }

    List<List<String>> rows() {
        return List.copyOf(rows);
    }

    void print(ConsolePage page) {
        List<Integer> shown = new ArrayList<>(IntStream.range(0, columns.size()).boxed().toList());
        while (width(shown) > page.style().width()) {
            int last = shown.stream().max(Comparator.comparingInt(i -> columns.get(i).rank())).orElseThrow();
            if (columns.get(last).rank() == 0) {
                break;
            }
            shown.removeIf(i -> i == last);
        }
        page.line(Ink.FAINT.on(line(headers(), shown), page.style()));
        rows.forEach(row -> page.line(line(row, shown)));
    }

    private String line(List<String> cells, List<Integer> shown) {
        StringBuilder line = new StringBuilder(Columns.left(cells.getFirst(), width(0)));
        shown.stream().skip(1).forEach(i -> line.append(Columns.right(cells.get(i), width(i) + GAP)));
        return line.toString();
    }

    private int width(List<Integer> shown) {
        return shown.stream().mapToInt(this::width).sum() + GAP * (shown.size() - 1);
    }

    private int width(int column) {
        return Math.max(Columns.width(columns.get(column).header()),
                rows.stream().mapToInt(row -> Columns.width(row.get(column))).max().orElse(0));
    }
}
