package io.llmloadtest.evidence.metrics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns byte slices into strings and remembers the latest ones, since a page says the same names and label values hundreds
 * of times. A fixed number of places, so a hostile page cannot make it grow.
 */
final class Words {

    private static final int PLACES = 1024;
    private static final int LONGEST_KEPT = 64;

    private final String[] places = new String[PLACES];

    Words() {
        Arrays.fill(places, "");
    }

    String word(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return "";
        }
        if (length > LONGEST_KEPT) {
            return new String(bytes, from, length, StandardCharsets.UTF_8);
        }
        int hash = length;
        for (int at = from; at < to; at++) {
            hash = 31 * hash + bytes[at];
        }
        int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
        String kept = places[place];
        if (isSame(kept, bytes, from, length)) {
            return kept;
        }
        String made = new String(bytes, from, length, StandardCharsets.UTF_8);
        places[place] = made;
        return made;
    }

    /** Only words of plain ASCII are ever the same; others are decoded anew each time. */
    private static boolean isSame(String kept, byte[] bytes, int from, int length) {
        if (kept.length() != length) {
            return false;
        }
        for (int at = 0; at < length; at++) {
            byte next = bytes[from + at];
            if (next < 0 || kept.charAt(at) != next) {
                return false;
            }
        }
        return true;
    }
}
