package io.llmloadtest.wire;

import io.llmloadtest.wire.hot.Bytes;
import java.nio.charset.StandardCharsets;

/** Turns the inside of a JSON string, as the decoder kept it, into text. */
final class JsonText {

    private JsonText() {
    }

    /** The text, cut at {@code most} characters. Broken UTF-8 and torn escapes become replacement characters. */
    static String of(Bytes kept, int most) {
        return of(kept.array(), kept.size(), most);
    }

    static String of(byte[] bytes, int length, int most) {
        String raw = new String(bytes, 0, length, StandardCharsets.UTF_8);
        if (raw.indexOf('\\') < 0) {
            return cut(raw, most);
        }
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\' || i + 1 == raw.length()) {
                text.append(c);
                continue;
            }
            char escape = raw.charAt(++i);
            if (escape == 'u') {
                text.append(unit(raw, i + 1));
                i = Math.min(raw.length() - 1, i + 4);
            } else {
                text.append(plain(escape));
            }
        }
        return cut(text.toString(), most);
    }

    private static char plain(char escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }

    private static char unit(String raw, int from) {
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < raw.length() ? Character.digit(raw.charAt(i), 16) : -1;
            if (digit < 0) {
                return '\uFFFD';
            }
            unit = unit * 16 + digit;
        }
        return (char) unit;
    }

    /** Cut, but never through a surrogate pair. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
