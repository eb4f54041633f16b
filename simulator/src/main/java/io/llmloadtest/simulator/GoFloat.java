package io.llmloadtest.simulator;

import java.math.BigDecimal;

/**
 * Numbers as Python's Prometheus client writes them: {@code repr} of the float, but with an exponent as soon as seven digits stand before the point
 * ({@code floatToGoString} in prometheus_client 0.2x): 27453.0, 1.234567e+06, +Inf.
 */
final class GoFloat {
    private static final int DIGITS_BEFORE_EXPONENT = 6;

    private GoFloat() {
    }

    static String of(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        String python = python(value);
        int point = python.indexOf('.');
        if (value <= 0 || point <= DIGITS_BEFORE_EXPONENT || python.indexOf('e') >= 0) {
            return python;
        }
        String digits = python.substring(0, point) + python.substring(point + 1);
        String mantissa = (digits.charAt(0) + "." + digits.substring(1)).replaceAll("[0.]+$", "");
        return mantissa + "e+0" + (point - 1);
    }

    private static String python(double value) {
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e16)) {
            String[] parts = Double.toString(value).split("E", 2);
            String mantissa = parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
            int exponent = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
            return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
        }
        String plain = new BigDecimal(Double.toString(value)).toPlainString();
        return plain.indexOf('.') >= 0 ? plain : plain + ".0";
    }
}
