package io.llmloadtest.evidence.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Looks for signs that a server started over between two pages: a counter that fell or vanished, a {@code _created} stamp
 * or a start time that moved. A histogram's {@code _sum} is no sign: it may fall by rounding.
 *
 * @param before the earlier page
 * @param after the later page
 * @param prefix what the names of the engine's families begin with; empty when there are none
 * @param ours which series of those families are ours
 */
record ResetSearch(Exposition before, Exposition after, String prefix, Predicate<Labels> ours) {

    private static final int ENOUGH_SIGNS = 16;
    private static final String START_TIME = "process_start_time_seconds";
    /** Stamps are written with all their digits, so one that moves by less than this has not moved. */
    private static final double STAMP_SLACK_SECONDS = 0.01;

    List<Reset> signs() {
        List<Reset> signs = new ArrayList<>();
        moved(START_TIME, Reset.Sign.START_TIME_MOVED, signs);
        for (String name : before.names()) {
            if (signs.size() < ENOUGH_SIGNS && isWatched(name)) {
                if (name.endsWith("_created")) {
                    moved(name, Reset.Sign.CREATED_MOVED, signs);
                } else if (isCounter(name)) {
                    fell(name, signs);
                }
            }
        }
        return signs;
    }

    private boolean isWatched(String name) {
        return (!prefix.isEmpty() && name.startsWith(prefix)) || name.startsWith("http_request");
    }

    private boolean isCounter(String name) {
        if (name.endsWith("_total")) {
            String family = name.substring(0, name.length() - "_total".length());
            return before.type(name).or(() -> before.type(family)).orElse(MetricType.COUNTER) == MetricType.COUNTER;
        }
        return name.endsWith("_count") && before.has(name.substring(0, name.length() - "_count".length()) + "_sum");
    }

    private void fell(String name, List<Reset> signs) {
        Map<Labels, Double> later = SeriesPair.values(after, name);
        boolean complete = after.isWhole();
        SeriesPair.values(before, name).forEach((labels, from) -> {
            Double to = later.get(labels);
            boolean vanished = to == null && complete && from > 0;
            if (ours.test(labels) && (vanished || (to != null && to < from))) {
                signs.add(new Reset(Reset.Sign.COUNTER_FELL, name + labels));
            }
        });
    }

    private void moved(String name, Reset.Sign sign, List<Reset> signs) {
        Map<Labels, Double> later = SeriesPair.values(after, name);
        SeriesPair.values(before, name).forEach((labels, from) -> {
            Double to = later.get(labels);
            if (to != null && ours.test(labels) && Math.abs(to - from) > STAMP_SLACK_SECONDS) {
                signs.add(new Reset(sign, name + labels));
            }
        });
    }
}
