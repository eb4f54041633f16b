package io.llmloadtest.ledger.steady;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much is cut off at one end of a level. */
public sealed interface Cut {

    /**
     * A stretch of time.
     *
     * @param length 0 or longer
     */
    record Time(Duration length) implements Cut {}

    /**
     * So many requests, in the order of sending.
     *
     * @param count 0 or more
     */
    record Requests(int count) implements Cut {}

    /** What a cut looks like. */
    Pattern FORM = Pattern.compile("(\\d{1,9})|(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ms|s|m|h)");

    /** As long as a level may be. */
    Duration LONGEST = Duration.ofDays(30);

    /**
     * Reads {@code 500ms}, {@code 10s}, {@code 1.5m}, or a number of requests such as {@code 200}; empty for anything else,
     * and for more than 30 days.
     */
    static Optional<Cut> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        if (matcher.group(1) != null) {
            return Optional.of(new Requests(Integer.parseInt(matcher.group(1))));
        }
        long unit = switch (matcher.group(3)) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
        BigDecimal nanos = new BigDecimal(matcher.group(2)).multiply(BigDecimal.valueOf(unit));
        return nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0
                ? Optional.empty()
                : Optional.of(new Time(Duration.ofNanos(nanos.longValue())));
    }

    /** The text that {@link #parse} reads. */
    default String text() {
        return switch (this) {
            case Time(Duration length) ->
                BigDecimal.valueOf(length.toNanos(), 9).stripTrailingZeros().toPlainString() + "s";
            case Requests(int count) -> Integer.toString(count);
        };
    }
}
