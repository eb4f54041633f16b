package io.llmloadtest.benchmarks.alarms;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One load that a healthy server should come through without a word.
 *
 * @param concurrency requests in flight, one level each
 * @param requests of each level
 * @param input prompt tokens
 * @param output answer tokens
 * @param endpoint {@code chat} or {@code completions}
 * @param streamed whether answers are streamed
 */
record CleanRun(List<Integer> concurrency, int requests, int input, int output, String endpoint, boolean streamed) {

    private static final int[] CONCURRENCY = {1, 2, 4, 8, 16, 32};
    private static final int[] INPUT = {32, 64, 128, 400};
    private static final int[] OUTPUT = {1, 2, 8, 24, 64};

    /** The next load; all kinds come up alike. */
    static CleanRun random(RandomGenerator random) {
        List<Integer> levels = new ArrayList<>(List.of(CONCURRENCY[random.nextInt(CONCURRENCY.length)]));
        if (random.nextInt(3) == 0) {
            levels.add(CONCURRENCY[random.nextInt(CONCURRENCY.length)]);
        }
        int widest = levels.stream().mapToInt(Integer::intValue).max().orElseThrow();
        return new CleanRun(levels, Math.max(20, 6 * widest), INPUT[random.nextInt(INPUT.length)],
                OUTPUT[random.nextInt(OUTPUT.length)], random.nextBoolean() ? "chat" : "completions",
                random.nextInt(4) > 0);
    }

    /** The options of {@code llm-loadtest run}. */
    List<String> options() {
        List<String> options = new ArrayList<>(List.of("-c",
                String.join(",", concurrency.stream().map(String::valueOf).toList()), "-n",
                Integer.toString(requests), "--input-len", Integer.toString(input), "--output-len",
                Integer.toString(output), "--endpoint", endpoint));
        if (!streamed) {
            options.add("--no-stream");
        }
        return options;
    }
}
