package io.llmloadtest.cli.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Options that say the same in different ways, so that only one of them can be given. What is set nearer to the user does not
 * only replace the same option further away, but its rivals too: {@code --request-rate 5} beside a plan with a concurrency is
 * no contradiction. Within one layer it stays one.
 */
final class Rivals {

    private static final List<Set<String>> TOGETHER = List.of(
            Set.of("concurrency", "request-rate", "stages", "ramp-up-strategy", "trace", "search"),
            Set.of("num-prompts", "duration"), Set.of("container-name", "log-file", "log-command"),
            Set.of("dataset", "input-len"), Set.of("dataset", "lengths-file"), Set.of("dataset", "prefix-len"),
            Set.of("dataset", "images"), Set.of("lengths-file", "input-len"), Set.of("lengths-file", "output-len"),
            Set.of("trace", "input-len"), Set.of("trace", "output-len"), Set.of("search", "repeat"),
            Set.of("insecure", "ca-file"));

    /** What means nothing without another option. */
    private static final Map<String, List<String>> COMPANIONS = Map.of("trace", List.of("trace-speed"),
            "ramp-up-strategy", List.of("ramp-up-start-rps", "ramp-up-end-rps"), "search",
            List.of("search-range", "search-precision", "search-repeats", "search-time", "peak-rate", "head-room"),
            "dataset", List.of("dataset-format", "recorded-answers"), "prefix-len",
            List.of("prefix-pool", "prefix-hit-rate"), "turns", List.of("think-time"));

    private Rivals() {
    }

    /** A layer without what the layers above it, which set {@code above}, make impossible. */
    static List<Setting> without(Set<String> above, List<Setting> layer) {
        Set<String> gone = new HashSet<>(above);
        for (Setting setting : layer) {
            boolean beaten = TOGETHER.stream().anyMatch(set -> set.contains(setting.key())
                    && above.stream().anyMatch(other -> !other.equals(setting.key()) && set.contains(other)));
            if (beaten) {
                gone.add(setting.key());
                gone.addAll(COMPANIONS.getOrDefault(setting.key(), List.of()));
            }
        }
        return layer.stream().filter(setting -> !gone.contains(setting.key())).toList();
    }
}
