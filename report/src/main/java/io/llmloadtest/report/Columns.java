package io.llmloadtest.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Text as a terminal lays it out: East Asian wide characters take two columns, combining ones none. Text from outside is
 * cleaned of control characters first, so that no server can steer the terminal.
 */
public final class Columns {

    private Columns() {
    }

    /** The text on one line, without control and direction characters. */
    public static String clean(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isWhitespace(c)) {
                out.append(' ');
            } else {
                out.appendCodePoint(isSafe(c) ? c : '?');
            }
        });
        return out.toString().strip();
    }

    /** The text, or its first {@code most} characters and three dots. */
    public static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most)) + "...";
    }

    private static boolean isSafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }

    /** The columns that {@code text} takes. */
    public static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    /** The ranges of Unicode's EastAsianWidth W and F that matter: Hangul, kana, ideographs, full-width forms, emoji. */
    private static boolean isWide(int c) {
        return c >= 0x1100 && (c <= 0x115f || in(c, 0x2e80, 0x303e) || in(c, 0x3041, 0x4dbf) || in(c, 0x4e00, 0xa4cf)
                || in(c, 0xa960, 0xa97c) || in(c, 0xac00, 0xd7a3) || in(c, 0xf900, 0xfaff) || in(c, 0xfe30, 0xfe6f)
                || in(c, 0xff00, 0xff60) || in(c, 0xffe0, 0xffe6) || in(c, 0x1f300, 0x1f64f)
                || in(c, 0x1f680, 0x1f6ff) || in(c, 0x1f900, 0x1f9ff) || in(c, 0x20000, 0x3fffd));
    }

    private static boolean in(int c, int from, int to) {
        return c >= from && c <= to;
    }

    /** The text with spaces after it, {@code width} columns in all. */
    public static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** The text with spaces before it, {@code width} columns in all. */
    public static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    static String centre(String text, int width) {
        return " ".repeat(Math.max(0, (width - width(text)) / 2)) + text;
    }

    /** The text, or as much of it as {@code width} columns hold. */
    public static String fit(String text, int width) {
        return width(text) <= width ? text : text.substring(0, fitting(text, width));
    }

    /** Breaks at spaces; a word longer than the line is broken where the line ends. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" +", -1)) {
            String rest = word;
            if (!line.isEmpty() && width(line.toString()) + 1 + width(rest) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (width(rest) > width) {
                int cut = fitting(rest, width);
                lines.add(rest.substring(0, cut));
                rest = rest.substring(cut);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    private static int fitting(String text, int width) {
        int taken = 0;
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (taken + width(c) > width) {
                break;
            }
            taken += width(c);
            at += Character.charCount(c);
        }
        return Math.max(at, 1);
    }
}
