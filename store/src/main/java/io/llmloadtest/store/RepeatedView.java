package io.llmloadtest.store;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One setting that was run several times.
 *
 * @param setting its place among the settings, from 0
 * @param levels the levels that ran it
 * @param leftOut those of them that were cut short and are not counted in
 * @param measures what came of it, by name, such as {@code throughput_tokens_per_sec} or {@code ttft_ms_p95}
 */
public record RepeatedView(int setting, List<Integer> levels, List<Integer> leftOut,
        Map<String, BetweenView> measures) {

    /**
     * One number over the repeats.
     *
     * @param count repeats that have it
     * @param mean its mean over them
     * @param low lower end of the mean's interval between runs; empty with a single repeat
     * @param high upper end of the mean's interval between runs; empty with a single repeat
     * @param std sample standard deviation between repeats; empty with a single repeat
     * @param min the smallest
     * @param max the largest
     */
    public record BetweenView(int count, double mean, OptionalDouble low, OptionalDouble high, OptionalDouble std,
            double min, double max) {}
}
