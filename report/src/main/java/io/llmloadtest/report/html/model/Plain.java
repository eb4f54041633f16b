package io.llmloadtest.report.html.model;

import io.llmloadtest.report.Columns;

/** Makes text from outside fit for the page: one line, without control and direction characters, and of bounded length. */
public final class Plain {

    private static final int LONGEST = 1500;

    private Plain() {
    }

    /** The text, or as much of it as a page can bear. */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** The text, or its first {@code most} characters and three dots. */
    public static String of(String text, int most) {
        return Columns.clean(Columns.cut(text, most));
    }
}
