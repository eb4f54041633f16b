package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.balance.Ours;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What server or system said when requests failed, with how often, the most frequent first. */
final class Messages {

    private Messages() {
    }

    /** Those that begin with one of {@code beginnings}. */
    static List<String> of(Ours ours, String... beginnings) {
        return ours.tally().failures().messages().entrySet().stream()
                .filter(entry -> Arrays.stream(beginnings).anyMatch(entry.getKey()::startsWith))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(entry -> entry.getValue() + " x " + entry.getKey()).toList();
    }
}
