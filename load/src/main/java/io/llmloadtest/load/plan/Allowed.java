package io.llmloadtest.load.plan;

import java.time.Duration;

/** The ranges that options must lie in. */
final class Allowed {

    private Allowed() {
    }

    static void range(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalPlanException(option, Long.toString(value),
                    "give a whole number from " + least + " to " + most);
        }
    }

    static void length(String option, Duration value, Duration most) {
        if (!value.isPositive() || value.compareTo(most) > 0) {
            throw new IllegalPlanException(option, seconds(value),
                    "give a time above 0 and up to " + most.toHours() + " hours");
        }
    }

    static void positive(String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalPlanException(option, Double.toString(value), "give milliseconds above 0");
        }
    }

    static void text(String option, String value, int longest) {
        boolean printable = value.chars().noneMatch(Character::isISOControl);
        if (value.isBlank() || value.length() > longest || !printable) {
            throw new IllegalPlanException(option, printable && value.length() <= longest ? "\"" + value + "\"" : "",
                    "give a text of 1 to " + longest + " printable characters");
        }
    }

    private static String seconds(Duration value) {
        return value.toMillis() / 1000.0 + "s";
    }
}
