package io.llmloadtest.report.html.model;

/**
 * A column of a table.
 *
 * @param title its title
 * @param number whether it holds numbers, which stand right
 */
public record Column(String title, boolean number) {

    public Column {
        title = Plain.of(title);
    }

    /** A column of numbers. */
    public static Column number(String title) {
        return new Column(title, true);
    }

    /** A column of text. */
    public static Column text(String title) {
        return new Column(title, false);
    }
}
