package io.llmloadtest.verdict.slo;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One promise, such as {@code ttft.p95<500}.
 *
 * @param metric what it speaks of
 * @param statistic which number of a latency; empty for a share
 * @param inclusive whether the limit itself is allowed
 * @param limit milliseconds, or a share from 0 to 1
 */
public record Objective(Metric metric, Optional<Statistic> statistic, boolean inclusive, double limit) {

    private static final Pattern FORM = Pattern
            .compile("([a-z0-9_]+)(?:\\.([a-z0-9.]+))?\\s*([<>]=?)\\s*([0-9.]+)(ms|s|%)?");
    private static final String EXAMPLES = "give objectives such as ttft.p95<500, e2e.p99<20s, tpot.mean<50, itl.max<1s,"
            + " goodput>0.95 or error_rate<0.01";

    /**
     * Reads one objective. Latencies are in milliseconds, or have the unit {@code ms} or {@code s}; shares go from 0 to 1, or
     * to 100 with {@code %}.
     *
     * @throws IllegalSloException when it is none
     */
    public static Objective parse(String text) {
        String given = text.strip().toLowerCase(Locale.ROOT);
        Matcher form = FORM.matcher(given);
        if (!form.matches()) {
            throw new IllegalSloException(text.strip(), EXAMPLES);
        }
        Metric metric = Metric.named(form.group(1)).orElseThrow(() -> new IllegalSloException(text.strip(),
                "there are ttft, tpot, itl, e2e, goodput and error_rate"));
        Optional<Statistic> statistic = statistic(metric, Optional.ofNullable(form.group(2)), text.strip());
        if (form.group(3).startsWith(">") != metric.isWanted()) {
            throw new IllegalSloException(text.strip(), metric.isWanted()
                    ? "of goodput there is to be more: give " + metric.key() + ">0.95"
                    : "of " + metric.key() + " there is to be less: give it with < or <=");
        }
        return new Objective(metric, statistic, form.group(3).endsWith("="),
                limit(metric, form.group(4), Optional.ofNullable(form.group(5)).orElse(""), text.strip()));
    }

    private static Optional<Statistic> statistic(Metric metric, Optional<String> name, String text) {
        if (!metric.isLatency()) {
            if (name.isPresent()) {
                throw new IllegalSloException(text, "a share has no statistics: give " + metric.key() + " alone");
            }
            return Optional.empty();
        }
        return Optional.of(name.flatMap(Statistic::named).orElseThrow(() -> new IllegalSloException(text,
                "say which number of " + metric.key() + ": mean, max, or a percentile such as p95")));
    }

    private static double limit(Metric metric, String number, String unit, String text) {
        BigDecimal value;
        try {
            value = new BigDecimal(number);
        } catch (NumberFormatException noNumber) {
            throw new IllegalSloException(text, EXAMPLES);
        }
        double limit = switch (unit) {
            case "s" -> value.movePointRight(3).doubleValue();
            case "%" -> value.movePointLeft(2).doubleValue();
            default -> value.doubleValue();
        };
        if (metric.isLatency() && (unit.equals("%") || !(limit > 0))) {
            throw new IllegalSloException(text, "a latency needs a limit above 0, in milliseconds or such as 20s");
        }
        if (!metric.isLatency() && (unit.endsWith("s") || limit > 1)) {
            throw new IllegalSloException(text, "a share needs a limit from 0 to 1, or such as 95%");
        }
        return limit;
    }

    /** Whether a value is within the limit. */
    boolean holds(double value) {
        return (inclusive && value == limit) || (metric.isWanted() ? value > limit : value < limit);
    }

    /** What it speaks of, such as {@code ttft.p95}. */
    public String subject() {
        return metric.key() + statistic.map(which -> "." + which.text()).orElse("");
    }

    /** The sign and the limit, such as {@code < 500}. */
    public String bound() {
        return sign() + " " + limitText();
    }

    /** As users write it; {@link #parse} reads it back. */
    public String text() {
        return subject() + sign() + limitText();
    }

    /** How value and limit are to compare, such as {@code <}. */
    public String sign() {
        return (metric.isWanted() ? ">" : "<") + (inclusive ? "=" : "");
    }

    /** The limit as users write it, without a unit. */
    public String limitText() {
        return BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
    }
}
