package io.llmloadtest.report;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * What the terminal can show.
 *
 * @param width columns, brought into 60 to 160
 * @param colour whether ANSI colours may be used
 * @param unicode whether lines and marks may be drawn with more than ASCII
 */
public record Style(int width, boolean colour, boolean unicode) {

    private static final int LEAST = 60;
    private static final int MOST = 160;

    public Style {
        width = Math.clamp(width, LEAST, MOST);
    }

    /** A terminal of that width and charset: lines are drawn with ASCII when the charset has no better. */
    public static Style of(int width, boolean colour, Charset charset) {
        return new Style(width, colour, charset.canEncode() && charset.newEncoder().canEncode("═─✓→≥"));
    }

    String doubleRule() {
        return (unicode ? "═" : "=").repeat(width);
    }

    String rule() {
        return (unicode ? "─" : "-").repeat(width);
    }

    String arrow() {
        return unicode ? "→" : "->";
    }

    String atLeast() {
        return unicode ? "≥" : ">=";
    }

    /** Good, doubtful, or not known. */
    String mark(Optional<Boolean> passed) {
        return passed.map(good -> good ? (unicode ? "✓" : "+") : "!").orElse("-");
    }
}
