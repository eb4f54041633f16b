package io.llmloadtest.evidence.metrics;

import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/** Numbers as metric pages write them: decimals, {@code NaN}, {@code +Inf}, {@code -Inf}. */
final class Decimal {

    private static final int EXACT_DIGITS = 15;
    private static final int LONGEST = 64;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
            1e14, 1e15};

    private Decimal() {
    }

    /** The number in a slice; empty when it is none. */
    static OptionalDouble parse(byte[] bytes, int from, int to) {
        long digits = 0;
        int count = 0;
        int afterPoint = -1;
        for (int at = from; at < to; at++) {
            int next = bytes[at];
            if (next >= '0' && next <= '9' && count < EXACT_DIGITS) {
                digits = digits * 10 + next - '0';
                count++;
                afterPoint += afterPoint >= 0 ? 1 : 0;
            } else if (next == '.' && afterPoint < 0) {
                afterPoint = 0;
            } else {
                return parseSlowly(bytes, from, to);
            }
        }
        if (count == 0) {
            return OptionalDouble.empty();
        }
        // Up to 15 digits and a power of ten up to 10^15 are both exact doubles, so one division rounds correctly.
        return OptionalDouble.of(afterPoint > 0 ? digits / POWERS[afterPoint] : digits);
    }

    private static OptionalDouble parseSlowly(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            return OptionalDouble.empty();
        }
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        return switch (text) {
            case "NaN", "nan" -> OptionalDouble.of(Double.NaN);
            case "+Inf", "Inf", "+inf", "inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-Inf", "-inf" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default -> parsePlain(text);
        };
    }

    /** Java's own parser also takes {@code 1d}, hexadecimal and blanks, which no metric page may write. */
    private static OptionalDouble parsePlain(String text) {
        for (int at = 0; at < text.length(); at++) {
            if ("0123456789+-.eE".indexOf(text.charAt(at)) < 0) {
                return OptionalDouble.empty();
            }
        }
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }

    /** The number in a text such as a {@code le} label; empty when it is none. */
    static OptionalDouble parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }
}
