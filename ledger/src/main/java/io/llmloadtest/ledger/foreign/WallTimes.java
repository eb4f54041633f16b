package io.llmloadtest.ledger.foreign;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Wall-clock times as programs write them: ISO 8601 with any fraction and offset, or seconds since 1970. */
final class WallTimes {

    private static final Pattern OFFSET_WITHOUT_COLON = Pattern.compile("([+-]\\d{2})(\\d{2})?$");
    private static final Pattern FRACTION = Pattern.compile("([.,]\\d{1,9})\\d*");
    private static final int LONGEST = 64;

    /** Seconds since 1970 of the years 2001 to 2286; anything else is a time of another unit or none at all. */
    private static final BigDecimal LEAST_SECONDS = BigDecimal.valueOf(1_000_000_000L);
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(10_000_000_000L);

    private WallTimes() {
    }

    /** The time a field holds; empty when it holds none. A time without an offset is taken for UTC. */
    static Optional<Instant> read(JsonNode field) {
        if (field.isNumber()) {
            return seconds(field.decimalValue(BigDecimal.ZERO));
        }
        return field.isString() ? parse(field.asString().strip()) : Optional.empty();
    }

    private static Optional<Instant> seconds(BigDecimal seconds) {
        if (seconds.compareTo(LEAST_SECONDS) < 0 || seconds.compareTo(MOST_SECONDS) > 0) {
            return Optional.empty();
        }
        long whole = seconds.longValue();
        return Optional.of(Instant.ofEpochSecond(whole,
                seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).longValue()));
    }

    static Optional<Instant> parse(String text) {
        if (text.length() > LONGEST || text.length() < 19) {
            return Optional.empty();
        }
        String time = text.substring(0, 10) + 'T' + text.substring(11).strip().toUpperCase(Locale.ROOT);
        Matcher fraction = FRACTION.matcher(time);
        time = fraction.replaceFirst("$1").replace(',', '.');
        Matcher offset = OFFSET_WITHOUT_COLON.matcher(time.substring(19));
        if (offset.find() && !time.endsWith("Z")) {
            time = time.substring(0, 19 + offset.start()) + offset.group(1) + ":"
                    + Optional.ofNullable(offset.group(2)).orElse("00");
        }
        try {
            return Optional.of(isLocal(time)
                    ? LocalDateTime.parse(time).toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static boolean isLocal(String time) {
        String rest = time.substring(19);
        return rest.indexOf('Z') < 0 && rest.indexOf('+') < 0 && rest.indexOf('-') < 0;
    }
}
