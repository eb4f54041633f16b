package io.llmloadtest.evidence.logs;

/**
 * Takes out terminal colour codes: {@code ESC[...m} and other CSI sequences. Shippers and terminals were seen to drop the
 * escape and to leave {@code [0;36m} behind; that is taken out where a line has the code that ends a colour.
 */
final class AnsiCodes {

    private static final char ESCAPE = '\u001b';

    private AnsiCodes() {
    }

    static String strip(String text) {
        int escape = text.indexOf(ESCAPE);
        if (escape < 0) {
            int zero = text.indexOf("[0");
            boolean coloured = zero >= 0 && (text.indexOf("[0m", zero) >= 0 || text.indexOf("[0;0m", zero) >= 0);
            return coloured ? stripBare(text) : text;
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

    private static String stripBare(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int from = 0;
        for (int at = text.indexOf('['); at >= 0; at = text.indexOf('[', at + 1)) {
            int end = at + 1;
            while (end < text.length() && (Character.isDigit(text.charAt(end)) || text.charAt(end) == ';')) {
                end++;
            }
            if (end > at + 1 && end < text.length() && text.charAt(end) == 'm') {
                plain.append(text, from, at);
                from = end + 1;
            }
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
