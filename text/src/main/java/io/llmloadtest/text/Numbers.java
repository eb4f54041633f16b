package io.llmloadtest.text;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as people read them, each kind with the digits that mean something. */
public final class Numbers {

    private final DecimalFormatSymbols symbols;

    Numbers(Locale locale) {
        symbols = DecimalFormatSymbols.getInstance(locale);
    }

    /** A count with thousands separators: {@code 52,340}. A mean of counts keeps one digit. */
    public String count(double value) {
        return format(value == Math.rint(value) ? "#,##0" : "#,##0.0", value);
    }

    /** A whole count with thousands separators. */
    public String count(long value) {
        return format("#,##0", value);
    }

    /** Milliseconds without the unit, with three or four digits that count: {@code 0.123}, {@code 45.2}, {@code 1,234}. */
    public String millis(double value) {
        double size = Math.abs(value);
        if (size != 0 && size < 0.9995) {
            return format("0.000", value);
        }
        if (size != 0 && size < 9.995) {
            return format("0.00", value);
        }
        return format(size < 999.95 ? "0.0" : "#,##0", value);
    }

    /** A rate or a number of seconds with one digit: {@code 1,917.3}; three digits below 1. */
    public String rate(double value) {
        double size = Math.abs(value);
        return format(size != 0 && size < 0.9995 ? "0.000" : "#,##0.0", value);
    }

    /** A percentage, 0 to 100, with its sign: {@code 2.3%}. What is not zero never reads as zero. */
    public String percent(double value) {
        double size = Math.abs(value);
        if (size == 0 || size >= 0.095) {
            return format("#,##0.0", value) + "%";
        }
        return size >= 0.005 ? format("0.00", value) + "%" : (value < 0 ? ">-" : "<") + format("0.00", 0.01) + "%";
    }

    /** A fraction from 0 to 1 as a percentage with as many digits as it has, two at most: {@code 5%}. */
    public String share(double value) {
        return format("#,##0.##", 100 * value) + "%";
    }

    /** A signed percentage: {@code +3.2%}, {@code -0.1%}, {@code 0.0%}. */
    public String signedPercent(double value) {
        return value >= 0.005 ? "+" + percent(value) : percent(value);
    }

    private String format(String pattern, Number value) {
        return new DecimalFormat(pattern, symbols).format(value);
    }
}
