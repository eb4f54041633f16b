package io.llmloadtest.report;

/** Where the sections of a report go, one after the other: a terminal's lines, or the {@link Block}s of another form. */
interface Page {

    /** How marks and signs are drawn. */
    Style style();

    /** A title of a section. */
    void heading(String heading);

    /** A line as it is. */
    void line(String line);

    /** Text over as many lines as it needs: {@code first} before its first line, as much space before the others. */
    void paragraph(String first, String paragraph);

    /** A table under the heading before it. */
    void table(Table table);

    /** Some space. */
    void blank();
}
