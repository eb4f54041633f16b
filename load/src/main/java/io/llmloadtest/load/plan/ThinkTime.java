package io.llmloadtest.load.plan;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.random.RandomGenerator;

/**
 * How long a user thinks between an answer and the next question. Its text is that of a {@link LengthRule} with times for
 * tokens.
 *
 * @param text as it was given
 * @param millis the same in milliseconds
 */
public record ThinkTime(String text, LengthRule millis) {

    private static final String OPTION = "--think-time";
    private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ms|s|m|h)?(?![\\w.])");
    private static final LengthRange POSSIBLE = new LengthRange(0, (int) Duration.ofHours(2).toMillis());

    /**
     * Reads {@code 500ms}, {@code uniform:1s-5s}, {@code normal:2s,500ms} or {@code lognormal:5s,4s}, the last two also with a
     * range, such as {@code lognormal:5s,4s,1s-60s}. A bare number means seconds.
     *
     * @throws IllegalPlanException when it is none of these, or a time is below a millisecond or above two hours
     */
    public static ThinkTime parse(String given) {
        String text = given.strip();
        try {
            LengthRule rule = LengthRule.parse(OPTION,
                    TIME.matcher(text).replaceAll(time -> Long.toString(millis(time.group(1), time.group(2)))));
            if (rule.mean() <= POSSIBLE.most()) {
                return new ThinkTime(text, rule);
            }
        } catch (IllegalPlanException _) {
            // said below, with times for tokens
        }
        throw new IllegalPlanException(OPTION, text.length() > 100 ? "" : "\"" + text + "\"",
                "give a time such as 500ms or 2s, uniform:1s-5s, normal:2s,500ms or lognormal:5s,4s (mean, standard"
                        + " deviation), the last two also with a range: lognormal:5s,4s,1s-60s; from 1ms to 2h");
    }

    private static long millis(String number, String unit) {
        double times = switch (unit == null ? "s" : unit) {
            case "ms" -> 1;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 1_000;
        };
        return Math.round(Double.parseDouble(number) * times);
    }

    /** Draws a time; none below zero. */
    public Duration draw(RandomGenerator random) {
        return Duration.ofMillis(millis.draw(random, POSSIBLE));
    }
}
