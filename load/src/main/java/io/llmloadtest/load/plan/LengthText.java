package io.llmloadtest.load.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Length rules as text. */
final class LengthText {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\s*-\\s*(\\d{1,9})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
    private static final String WHAT_IS_ALLOWED = "give a number of tokens, uniform:100-500, normal:512,128 or "
            + "lognormal:512,300 (mean, standard deviation), the last two also with a range: normal:512,128,16-2048";

    private final String option;
    private final String text;

    private LengthText(String option, String text) {
        this.option = option;
        this.text = text.strip();
    }

    static LengthRule parse(String option, String text) {
        return new LengthText(option, text).read();
    }

    private LengthRule read() {
        if (text.matches("-?\\d{1,9}")) {
            Allowed.range(option, Integer.parseInt(text), 1, LengthRule.MOST_TOKENS);
            return new LengthRule.Fixed(Integer.parseInt(text));
        }
        String[] parts = text.split(":", 2);
        String values = parts.length == 2 ? parts[1].strip() : "";
        return switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
            case "uniform" -> new LengthRule.Uniform(range(values));
            case "normal" -> bell(values, LengthRule.Normal::new);
            case "lognormal" -> bell(values, LengthRule.LogNormal::new);
            default -> throw refusal(WHAT_IS_ALLOWED);
        };
    }

    private LengthRange range(String values) {
        Matcher ends = RANGE.matcher(values);
        if (!ends.matches()) {
            throw refusal(WHAT_IS_ALLOWED);
        }
        int least = Integer.parseInt(ends.group(1));
        int most = Integer.parseInt(ends.group(2));
        if (least < 1 || most < least || most > LengthRule.MOST_TOKENS) {
            throw refusal("give a range within 1-" + LengthRule.MOST_TOKENS + ", the shorter length first");
        }
        return new LengthRange(least, most);
    }

    private interface Making {
        LengthRule of(double mean, double deviation, Optional<LengthRange> bounds);
    }

    private LengthRule bell(String values, Making making) {
        List<String> parts = List.of(values.split("\\s*,\\s*", -1));
        if (parts.size() < 2 || parts.size() > 3) {
            throw refusal(WHAT_IS_ALLOWED);
        }
        double mean = number(parts.get(0));
        double deviation = number(parts.get(1));
        if (mean < 1 || mean > LengthRule.MOST_TOKENS || deviation > LengthRule.MOST_TOKENS) {
            throw refusal("give a mean from 1 to " + LengthRule.MOST_TOKENS);
        }
        Optional<LengthRange> bounds = parts.size() == 3 ? Optional.of(range(parts.get(2))) : Optional.empty();
        if (bounds.isPresent() && (mean < bounds.get().least() || mean > bounds.get().most())) {
            throw refusal("give a range with the mean in it");
        }
        return making.of(mean, deviation, bounds);
    }

    private double number(String part) {
        if (!NUMBER.matcher(part).matches()) {
            throw refusal(WHAT_IS_ALLOWED);
        }
        return Double.parseDouble(part);
    }

    private IllegalPlanException refusal(String allowed) {
        return new IllegalPlanException(option, text.length() > 100 ? "" : "\"" + text + "\"", allowed);
    }

    /** The values of a bell as they are read. */
    static String of(double mean, double deviation, Optional<LengthRange> bounds) {
        return number(mean) + "," + number(deviation) + bounds.map(range -> "," + range).orElse("");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
