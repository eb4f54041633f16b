package io.llmloadtest.evidence.metrics;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The families without which a comparison cannot be made. Others are only shown, and not missed. */
final class WantedFamilies {

    private static final List<Counter> COUNTERS = List.of(Counter.SUCCEEDED_CHOICES, Counter.GENERATION_TOKENS,
            Counter.PROMPT_TOKENS);
    private static final List<Histogram> HISTOGRAMS = List.of(Histogram.TTFT, Histogram.E2E);

    private WantedFamilies() {
    }

    /** Those that a page lacks; a server of unknown kind is measured by vLLM's names. */
    static SortedSet<String> missingOn(Exposition page, Dialect dialect) {
        SortedSet<String> missing = new TreeSet<>();
        for (Counter counter : COUNTERS) {
            note(page, orNative(dialect.names(counter), VllmNames.NATIVE.of(counter)), "", missing);
        }
        for (Histogram histogram : HISTOGRAMS) {
            note(page, orNative(dialect.names(histogram), VllmNames.NATIVE.of(histogram)), "_count", missing);
        }
        note(page, List.of(HttpMeaning.REQUESTS), "", missing);
        note(page, List.of(HttpMeaning.DURATION), "_count", missing);
        return missing;
    }

    private static List<String> orNative(List<String> names, List<String> others) {
        return names.isEmpty() ? others : names;
    }

    private static void note(Exposition page, List<String> names, String suffix, SortedSet<String> missing) {
        if (names.stream().noneMatch(name -> page.has(name + suffix))) {
            missing.add(names.getFirst());
        }
    }
}
