package io.llmloadtest.report;

import java.util.List;

/** A piece of a section, without any form. */
public sealed interface Block {

    /**
     * A title.
     *
     * @param text its words
     */
    record Heading(String text) implements Block {}

    /**
     * A paragraph.
     *
     * @param mark what stands before it: {@code !} for what deserves care, a name and a colon, or nothing
     * @param text its words
     */
    record Paragraph(String mark, String text) implements Block {}

    /**
     * A table. The first cell of a row is its name.
     *
     * @param headers the columns' titles
     * @param rows the rows, each as long as the headers
     */
    record Grid(List<String> headers, List<List<String>> rows) implements Block {

        public Grid {
            headers = List.copyOf(headers);
            rows = List.copyOf(rows);
        }
    }
}
