package io.llmloadtest.evidence.logs;

/** Takes out terminal colour codes: {@code ESC[...m} and other CSI sequences. */
final class AnsiCodes {

    private static final char ESCAPE = '\u001b';

    private AnsiCodes() {
    }

    static String strip(String text) {
        int escape = text.indexOf(ESCAPE);
        if (escape < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int from = 0;
        while (escape >= 0) {
            plain.append(text, from, escape);
            from = end(text, escape);
            escape = text.indexOf(ESCAPE, from);
        }
        return plain.append(text, from, text.length()).toString();
    }

    private static int end(String text, int escape) {
        int at = escape + 1;
        if (at >= text.length() || text.charAt(at) != '[') {
            return at;
        }
        at++;
        while (at < text.length() && text.charAt(at) >= 0x20 && text.charAt(at) < 0x40) {
            at++;
        }
        return Math.min(at + 1, text.length());
    }
}
