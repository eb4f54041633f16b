package io.llmloadtest.benchmarks.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Damages bytes. What comes out is a function of the generator's state and the bytes, so that a seed repeats it. */
final class Mutator {

    private static final int MOST_WOUNDS = 4;
    private static final int LONG_LINE = 64 << 10;
    private static final int VERY_LONG_LINE = 3 << 20;
    /** One wound in so many is a long line, and one long line in so many a very long one. */
    private static final int LONG_LINE_EVERY = 2_000;
    private static final int VERY_LONG_EVERY = 50;
    private static final byte[] SPICE = ascii("{}[]():,;\"'\\/=\r\n\t #_|%+-.eE0123456789xXnull");
    private static final List<byte[]> NUMBERS = List.of(ascii("1e308"), ascii("-1e308"), ascii("1e400"),
            ascii("9223372036854775807"), ascii("9223372036854775808"), ascii("-9223372036854775809"),
            ascii("2147483648"), ascii("NaN"), ascii("+Inf"), ascii("-Inf"), ascii("-0"), ascii("0x1p-1074"),
            ascii("1e-400"), ascii("1".repeat(400)), ascii("0." + "0".repeat(400) + "1"), ascii("1_000"), ascii("--1"));
    private static final List<byte[]> WORDS = List.of(ascii("\n"), ascii("\r\n"), ascii("\r"), ascii("\n\n"),
            ascii("data: "), ascii("data: [DONE]\n\n"), ascii("event: error\n"), ascii("0\r\n\r\n"), ascii("# EOF\n"),
            ascii("# TYPE vllm:x counter\n"), ascii("# HELP "), ascii("\u001b[1;36m"), ascii("\u001b["),
            ascii("(APIServer pid=1) "), ascii("ERROR "), ascii("Traceback (most recent call last):\n"),
            ascii("HTTP/1.1 200 OK\r\n"), ascii("Content-Length: "), ascii("Transfer-Encoding: chunked\r\n"),
            ascii("ffffffffffffffff\r\n"), ascii("7fffffff\r\n"), ascii(",engine=\"1\""), ascii("le=\""),
            ascii("_total"), ascii("_created"), ascii("\\u0000"), ascii("\\ud800"), ascii("\\"),
            ascii(" # {a=\"b\"} 1"),
            ascii("Engine 000: "), ascii(" tokens/s, "), ascii("{\"message\":\""), ascii("2026-11-25T00:58:44Z "));
    private static final byte[][] NO_UTF8 = {{(byte) 0xff}, {(byte) 0xc0, (byte) 0x80}, {(byte) 0xe2, (byte) 0x82},
            {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {0}, {0, 0}};
    private static final byte[][] NESTS = {ascii("["), ascii("{\"a\":"), ascii("{"), ascii("\\\""), ascii("(")};

    private final RandomGenerator random;
    private final List<byte[]> donors;

    /** Pieces of other inputs come from {@code donors}. */
    Mutator(RandomGenerator random, List<byte[]> donors) {
        this.random = random;
        this.donors = donors;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The bytes with one to four wounds. */
    byte[] damaged(byte[] bytes) {
        byte[] now = bytes;
        for (int wounds = 1 + random.nextInt(MOST_WOUNDS); wounds > 0; wounds--) {
            now = wounded(now);
        }
        return now;
    }

    private byte[] wounded(byte[] bytes) {
        if (random.nextInt(LONG_LINE_EVERY) == 0) {
            return longLine(bytes);
        }
        return switch (random.nextInt(12)) {
            case 0, 1 -> flipped(bytes);
            case 2, 3 -> spiced(bytes);
            case 4 -> Arrays.copyOf(bytes, place(bytes));
            case 5 -> insert(bytes, part(pick(donors)));
            case 6 -> insert(bytes, part(bytes));
            case 7 -> replace(bytes, pick(NUMBERS));
            case 8 -> insert(bytes, pick(WORDS));
            case 9 -> insert(bytes, NO_UTF8[random.nextInt(NO_UTF8.length)]);
            case 10 -> random.nextInt(20) == 0 ? insert(bytes, nest()) : replace(bytes, new byte[0]);
            default -> replace(bytes, part(pick(donors)));
        };
    }

    private byte[] flipped(byte[] bytes) {
        byte[] copy = bytes.clone();
        if (copy.length > 0) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private byte[] spiced(byte[] bytes) {
        byte[] copy = bytes.clone();
        if (copy.length > 0) {
            copy[random.nextInt(copy.length)] = SPICE[random.nextInt(SPICE.length)];
        }
        return copy;
    }

    private byte[] longLine(byte[] bytes) {
        byte[] run = new byte[random.nextInt(VERY_LONG_EVERY) == 0 ? VERY_LONG_LINE : LONG_LINE];
        byte[] unit = pick(random.nextBoolean() ? WORDS : donors);
        for (int i = 0; i < run.length; i++) {
            byte next = unit[i % unit.length];
            run[i] = next == '\n' || next == '\r' ? (byte) ' ' : next;
        }
        return insert(bytes, run);
    }

    private byte[] nest() {
        byte[] unit = NESTS[random.nextInt(NESTS.length)];
        ByteArrayOutputStream deep = new ByteArrayOutputStream();
        for (int levels = 1 << random.nextInt(15); levels > 0; levels--) {
            deep.writeBytes(unit);
        }
        return deep.toByteArray();
    }

    private byte[] insert(byte[] bytes, byte[] piece) {
        int at = place(bytes);
        return join(bytes, at, piece, at);
    }

    /** Puts the piece in the place of up to 20 bytes, or of a number if one begins there. */
    private byte[] replace(byte[] bytes, byte[] piece) {
        int from = place(bytes);
        int to = from;
        while (to < bytes.length && ((bytes[to] >= '0' && bytes[to] <= '9') || bytes[to] == '.')) {
            to++;
        }
        return join(bytes, from, piece, to > from ? to : Math.min(bytes.length, from + random.nextInt(20)));
    }

    private static byte[] join(byte[] bytes, int headEnd, byte[] middle, int tailStart) {
        byte[] all = Arrays.copyOf(bytes, headEnd + middle.length + bytes.length - tailStart);
        System.arraycopy(middle, 0, all, headEnd, middle.length);
        System.arraycopy(bytes, tailStart, all, headEnd + middle.length, bytes.length - tailStart);
        return all;
    }

    private byte[] part(byte[] whole) {
        int from = place(whole);
        return Arrays.copyOfRange(whole, from, from + random.nextInt(whole.length - from + 1));
    }

    private int place(byte[] bytes) {
        return random.nextInt(bytes.length + 1);
    }

    private byte[] pick(List<byte[]> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
