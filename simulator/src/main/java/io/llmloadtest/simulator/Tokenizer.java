package io.llmloadtest.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text to token ids and back, without a vocabulary file: a token is a run of up to four lower-case letters, or of up to three digits, each with the blank
 * before it, or else one byte of UTF-8. The id is computed from the piece, so equal pieces have equal ids in every process.
 *
 * <p>Decoding gives back exactly the text that was encoded; a sequence that stops inside a character ends with U+FFFD, as a real tokenizer's does.
 */
final class Tokenizer {
    static final int END_OF_TEXT = 256;
    static final int IM_START = 257;
    static final int IM_END = 258;
    static final int BAD_BYTE = 0xff;
    private static final String[] SPECIAL = {"", "<|im_start|>", "<|im_end|>"};
    private static final int WORDS = 512;
    private static final int LETTERS = 26 + 26 * 26 + 26 * 26 * 26 + 26 * 26 * 26 * 26;
    private static final int NUMBERS = WORDS + 2 * LETTERS;
    private static final int DIGITS = 10 + 100 + 1000;
    private static final int END = NUMBERS + 2 * DIGITS;

    private Tokenizer() {
    }

    static int[] encode(String text) {
        var ids = new IntList(text.length() / 3 + 4);
        int at = 0;
        while (at < text.length()) {
            int start = text.charAt(at) == ' ' ? at + 1 : at;
            int end = run(text, start);
            if (end > start) {
                ids.add(id(text, start, end, start > at));
                at = end;
            } else {
                at = bytes(text, at, ids);
            }
        }
        return ids.toArray();
    }

    static String decode(int... ids) {
        var bytes = new ByteArrayOutputStream();
        for (int id : ids) {
            bytes.writeBytes(bytesOf(id));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    static boolean valid(int id) {
        return id >= 0 && id < END;
    }

    /** The bytes a token stands for; none for one that is no text. */
    static byte[] bytesOf(int id) {
        if (id < 256) {
            return new byte[]{(byte) id};
        }
        if (id < WORDS) {
            return id - 256 < SPECIAL.length ? SPECIAL[id - 256].getBytes(StandardCharsets.US_ASCII) : new byte[0];
        }
        return id < NUMBERS ? piece(id - WORDS, LETTERS, 26, 'a') : piece(id - NUMBERS, DIGITS, 10, '0');
    }

    private static byte[] piece(int index, int perForm, int radix, char zero) {
        boolean blank = index >= perForm;
        int rest = blank ? index - perForm : index;
        int length = 1;
        for (int size = radix; rest >= size; size *= radix) {
            rest -= size;
            length++;
        }
        byte[] bytes = new byte[length + (blank ? 1 : 0)];
        Arrays.fill(bytes, (byte) ' ');
        for (int at = bytes.length - 1; at >= bytes.length - length; at--) {
            bytes[at] = (byte) (zero + rest % radix);
            rest /= radix;
        }
        return bytes;
    }

    /** End of the letters or digits at that place that make one piece; the place itself if there are none. */
    private static int run(String text, int start) {
        int end = start;
        while (end < text.length() && end - start < 4 && letter(text.charAt(end))) {
            end++;
        }
        if (end == start) {
            while (end < text.length() && end - start < 3 && digit(text.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static int id(String text, int start, int end, boolean blank) {
        boolean word = letter(text.charAt(start));
        int radix = word ? 26 : 10;
        int index = 0;
        int shorter = 0;
        int size = 1;
        for (int at = start; at < end; at++) {
            index = index * radix + text.charAt(at) - (word ? 'a' : '0');
            shorter += at > start ? size : 0;
            size *= radix;
        }
        int form = word ? LETTERS : DIGITS;
        return (word ? WORDS : NUMBERS) + shorter + index + (blank ? form : 0);
    }

    private static int bytes(String text, int at, IntList ids) {
        int point = text.codePointAt(at);
        int end = at + Character.charCount(point);
        for (byte value : text.substring(at, end).getBytes(StandardCharsets.UTF_8)) {
            ids.add(value & 0xff);
        }
        return end;
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
