package io.llmloadtest.collect.logs;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Time stamps as Docker writes them before each line: {@code 2026-11-25T10:15:30.123456789Z}. Docker pads to nine digits
 * and writes Z; other engines leave digits out or write an offset. Read by hand since a log may have a million.
 */
final class Rfc3339 {

    /** The longest stamp: nine digits and an offset. */
    static final int LONGEST = "2026-11-25T10:15:30.123456789+09:00".length();

    private static final int SECONDS_END = "2026-11-25T10:15:30".length();

    private Rfc3339() {
    }

    /** The stamp that fills {@code bytes} from {@code start} to {@code end} exactly; empty when that is no stamp. */
    static Optional<Instant> read(byte[] bytes, int start, int end) {
        if (end - start <= SECONDS_END || end - start > LONGEST || bytes[start + 4] != '-' || bytes[start + 7] != '-'
                || bytes[start + 10] != 'T' || bytes[start + 13] != ':' || bytes[start + 16] != ':') {
            return Optional.empty();
        }
        int year = number(bytes, start, 4);
        int month = number(bytes, start + 5, 2);
        int day = number(bytes, start + 8, 2);
        int hour = number(bytes, start + 11, 2);
        int minute = number(bytes, start + 14, 2);
        int second = number(bytes, start + 17, 2);
        int digitsEnd = digitsEnd(bytes, start + SECONDS_END, end);
        int offset = offsetSeconds(bytes, digitsEnd, end);
        if (Math.min(Math.min(year, month), Math.min(day, hour)) < 0 || minute < 0 || second < 0 || hour > 23
                || minute > 59 || second > 60 || digitsEnd - start > SECONDS_END + 10 || offset == Integer.MIN_VALUE) {
            return Optional.empty();
        }
        try {
            long days = LocalDate.of(year, month, day).toEpochDay();
            long seconds = days * 86_400 + hour * 3600L + minute * 60L + second - offset;
            return Optional.of(Instant.ofEpochSecond(seconds, nanos(bytes, start + SECONDS_END, digitsEnd)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** The stamp that {@code text} is; empty when it is none. */
    static Optional<Instant> read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return read(bytes, 0, bytes.length);
    }

    private static int number(byte[] bytes, int start, int digits) {
        int value = 0;
        for (int i = start; i < start + digits; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return -1;
            }
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }

    private static int digitsEnd(byte[] bytes, int start, int end) {
        int at = start;
        if (at < end && bytes[at] == '.') {
            at++;
            while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
                at++;
            }
        }
        return at;
    }

    private static long nanos(byte[] bytes, int dot, int end) {
        long value = 0;
        for (int digit = 1; digit <= 9; digit++) {
            value = value * 10 + (dot + digit < end ? bytes[dot + digit] - '0' : 0);
        }
        return value;
    }

    /** Seconds east of Greenwich; {@link Integer#MIN_VALUE} when the rest is neither Z nor an offset. */
    private static int offsetSeconds(byte[] bytes, int start, int end) {
        if (end - start == 1 && bytes[start] == 'Z') {
            return 0;
        }
        if (end - start != 6 || (bytes[start] != '+' && bytes[start] != '-') || bytes[start + 3] != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = number(bytes, start + 1, 2);
        int minutes = number(bytes, start + 4, 2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        return (bytes[start] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
    }
}
