package io.llmloadtest.evidence.logs;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one statistics line says. Read key by key, since vLLM adds, renames and leaves out parts from version to version, and
 * the Rust front end has its own words.
 *
 * @param engine the engine as the line names it, {@code "0"} when it names none
 * @param prompt prompt tokens a second
 * @param generation generated tokens a second
 * @param running requests in the engine
 * @param waiting requests queued
 * @param kvUsage KV cache in use, percent
 * @param prefixHit prefix cache hit rate, percent
 * @param regular whether the line comes on a regular tick; V0's come when something runs
 */
record EngineStats(String engine, double prompt, double generation, OptionalDouble running, OptionalDouble waiting,
        OptionalDouble kvUsage, OptionalDouble prefixHit, boolean regular) {

    private static final String MARK = "Avg prompt t";
    private static final String AGGREGATED = "aggregated";
    private static final int LONGEST_ENGINE = 40;
    private static final int LONGEST_LINE = 2000;

    boolean isIdle() {
        return prompt == 0 && generation == 0;
    }

    /** Whether a message may be a statistics line, and where its first key starts; -1 when it is none. */
    static int markIn(String text, int messageAt) {
        if (messageAt >= text.length()) {
            return -1;
        }
        char first = text.charAt(messageAt);
        boolean possible = first == 'A' || first == 'E' || (first >= '0' && first <= '9');
        int end = Math.min(text.length(), messageAt + LONGEST_ENGINE + MARK.length());
        return possible ? text.indexOf(MARK, messageAt, end) : -1;
    }

    /** The line whose engine name starts at {@code from} and whose keys fill {@code [mark, to)}. */
    static Optional<EngineStats> parse(String text, int from, int mark, int to) {
        Keys keys = new Keys();
        String list = text.substring(mark, Math.min(to, mark + LONGEST_LINE));
        for (int start = 0; start < list.length();) {
            int comma = list.indexOf(", ", start);
            int stop = comma < 0 ? list.length() : comma;
            int colon = list.indexOf(": ", start);
            if (colon > start && colon < stop) {
                keys.take(list.substring(start, colon), number(list, colon + 2));
            }
            start = stop + 2;
        }
        if (keys.prompt.isEmpty() || keys.generation.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new EngineStats(engine(text.substring(from, mark)), keys.prompt.getAsDouble(),
                keys.generation.getAsDouble(), keys.running, keys.waiting, keys.kvUsage(), keys.prefixHit,
                !keys.irregular));
    }

    /** {@code "Engine 001: "} is {@code "1"}; {@code "2 Engines Aggregated: "} is {@code "aggregated"}. */
    private static String engine(String name) {
        if (name.contains("Aggregated")) {
            return AGGREGATED;
        }
        int at = 0;
        while (at < name.length() && (name.charAt(at) < '1' || name.charAt(at) > '9')) {
            at++;
        }
        int end = at;
        while (end < name.length() && Character.isDigit(name.charAt(end))) {
            end++;
        }
        return at == end ? "0" : name.substring(at, end);
    }

    private static OptionalDouble number(String list, int from) {
        int to = from;
        while (to < list.length() && (Character.isDigit(list.charAt(to)) || list.charAt(to) == '.')) {
            to++;
        }
        while (to > from && list.charAt(to - 1) == '.') {
            to--;
        }
        try {
            return to == from || to - from > 20
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(Double.parseDouble(list.substring(from, to)));
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }

    /** The values met so far. */
    private static final class Keys {

        private OptionalDouble prompt = OptionalDouble.empty();
        private OptionalDouble generation = OptionalDouble.empty();
        private OptionalDouble running = OptionalDouble.empty();
        private OptionalDouble waiting = OptionalDouble.empty();
        private OptionalDouble deviceKv = OptionalDouble.empty();
        private OptionalDouble hostKv = OptionalDouble.empty();
        private OptionalDouble prefixHit = OptionalDouble.empty();
        private boolean irregular;

        void take(String name, OptionalDouble value) {
            switch (name) {
                case "Avg prompt throughput", "Avg prompt tput" -> prompt = value;
                case "Avg generation throughput", "Avg generation tput" -> generation = value;
                case "Running", "Reqs Running" -> running = value;
                case "Waiting" -> waiting = value;
                case "Pending" -> {
                    waiting = value;
                    irregular = true;
                }
                case "Swapped" -> irregular = true;
                case "CPU KV cache usage", "CPU KV cache used" -> hostKv = value;
                case "Prefix cache hit rate" -> prefixHit = value;
                default -> {
                    if (name.contains("KV cache us")) {
                        deviceKv = value;
                    }
                }
            }
        }

        /** A V0 line names both; on a CPU server the cache is the host's, and the device's stays 0. */
        OptionalDouble kvUsage() {
            boolean onHost = deviceKv.isEmpty() || (deviceKv.getAsDouble() == 0 && hostKv.isPresent());
            return onHost ? hostKv : deviceKv;
        }
    }
}
