package io.llmloadtest.report.export;

import io.llmloadtest.report.Columns;

/** Text from outside, made harmless for where it goes. */
final class SafeText {

    private static final String FORMULA = "=+-@";

    private SafeText() {
    }

    /**
     * A cell that no spreadsheet takes for a formula: an apostrophe stands before one that begins like it. Control characters
     * are gone.
     */
    static String cell(String text) {
        String clean = Columns.clean(text);
        return !clean.isEmpty() && FORMULA.indexOf(clean.charAt(0)) >= 0 ? "'" + clean : clean;
    }

    /** What XML 1.0 can hold: anything else becomes U+FFFD. */
    static String xml(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(isXml(c) ? c : 0xfffd));
        return out.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd)
                || c >= 0x10000;
    }

    /** One line of at most so many characters, control characters gone. */
    static String line(String text, int most) {
        return Columns.cut(Columns.clean(text), most);
    }
}
