package io.llmloadtest.load.plan;

import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many turns conversations have: as many each, or each number of a range as likely as any other. Its text is what {@link
 * #parse} reads.
 *
 * @param least the fewest turns
 * @param most the most turns
 */
public record TurnRule(int least, int most) {

    /** The option. */
    static final String OPTION = "--turns";
    /** As many as a dataset has. */
    private static final String ALL = "all";
    private static final int MOST = 1000;
    private static final Pattern FIXED = Pattern.compile("\\d{1,9}");
    private static final Pattern UNIFORM = Pattern.compile("uniform\\s*:\\s*(\\d{1,9})\\s*-\\s*(\\d{1,9})",
            Pattern.CASE_INSENSITIVE);

    /**
     * Reads {@code 4}, {@code uniform:2-6} or {@code all}.
     *
     * @throws IllegalPlanException when it is none of these
     */
    public static TurnRule parse(String given) {
        String text = given.strip();
        if (text.equalsIgnoreCase(ALL)) {
            return new TurnRule(MOST, MOST);
        }
        if (FIXED.matcher(text).matches()) {
            Allowed.range(OPTION, Integer.parseInt(text), 1, MOST);
            return new TurnRule(Integer.parseInt(text), Integer.parseInt(text));
        }
        Matcher range = UNIFORM.matcher(text);
        if (!range.matches()) {
            throw new IllegalPlanException(OPTION, text.length() > 100 ? "" : "\"" + text + "\"",
                    "give a number of turns such as 4, a range such as uniform:2-6, or all with --dataset");
        }
        int least = Integer.parseInt(range.group(1));
        int most = Integer.parseInt(range.group(2));
        if (least < 1 || most < least || most > MOST) {
            throw new IllegalPlanException(OPTION, text,
                    "give a range within 1-" + MOST + ", the smaller number first");
        }
        return new TurnRule(least, most);
    }

    /** Whether a conversation has as many turns as it can. */
    public boolean isAll() {
        return least == MOST;
    }

    /** Draws a number of turns. */
    public int draw(RandomGenerator random) {
        return random.nextInt(least, most + 1);
    }

    @Override
    public String toString() {
        if (isAll()) {
            return ALL;
        }
        return least == most ? Integer.toString(least) : "uniform:" + least + "-" + most;
    }
}
