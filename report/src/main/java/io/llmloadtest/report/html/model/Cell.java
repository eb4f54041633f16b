package io.llmloadtest.report.html.model;

/**
 * A cell of a table.
 *
 * @param text what stands in it
 * @param small what stands below in smaller letters; may be empty
 * @param state {@code pass}, {@code warn} or {@code skip} where the cell tells of one, which gives it a shape; else empty
 */
public record Cell(String text, String small, String state) {

    public Cell {
        text = Plain.of(text);
        small = Plain.of(small);
    }

    /** A cell of text alone. */
    public static Cell of(String text) {
        return new Cell(text, "", "");
    }
}
