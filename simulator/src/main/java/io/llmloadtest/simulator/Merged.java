package io.llmloadtest.simulator;

import java.util.HashMap;
import java.util.Map;

/** Text of tokens that leave together with the next one of their choice. */
final class Merged {
    private final Map<Integer, String> kept = new HashMap<>();

    void keep(int choice, String text) {
        kept.put(choice, text);
    }

    /** What was kept for the choice, and the text behind it. */
    String remove(int choice, String text) {
        String before = kept.remove(choice);
        return before == null ? text : before + text;
    }
}
