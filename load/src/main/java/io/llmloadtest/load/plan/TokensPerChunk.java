package io.llmloadtest.load.plan;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a stream is asked to tell of the tokens in each of its chunks. Whichever it is, the server has more to write for each
 * chunk; so it is asked for only on request.
 */
public enum TokensPerChunk {
    /** Nothing: gaps are measured between chunks, unless the server counts of its own accord. */
    OFF,
    /** The usage so far on every chunk ({@code stream_options.continuous_usage_stats}; vLLM since 0.5.1). */
    USAGE,
    /** The ids of every chunk's tokens ({@code return_token_ids}; vLLM since 0.10.2). */
    IDS;

    /** The name on the command line and in files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The choice of that name.
     *
     * @throws IllegalPlanException when there is none
     */
    public static TokensPerChunk parse(String text) {
        return Stream.of(values()).filter(choice -> choice.key().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> new IllegalPlanException("--tokens-per-chunk", text, "give one of "
                        + Stream.of(values()).map(TokensPerChunk::key).collect(Collectors.joining(", "))));
    }
}
