package io.llmloadtest.load.workload;

import java.util.Locale;

/**
 * Body fields that make the load even but that a server may not know. {@link #MIN_TOKENS}, {@link #IGNORE_EOS}, {@link
 * #CACHE_SALT}, {@link #CONTINUOUS_USAGE_STATS} and {@link #RETURN_TOKEN_IDS} are vLLM's own.
 */
public enum Extra {
    /** No answer shorter than planned. */
    MIN_TOKENS,
    /** No answer ends before its planned length. */
    IGNORE_EOS,
    /** A prefix cache of its own for every request. */
    CACHE_SALT,
    /** Token counts on every chunk of a stream, where the plan wants them; inside {@code stream_options}. */
    CONTINUOUS_USAGE_STATS,
    /** The token ids of every chunk of a stream, where the plan wants them. */
    RETURN_TOKEN_IDS,
    /** Token counts at the end of a stream ({@code include_usage}). */
    STREAM_OPTIONS,
    /** Greedy sampling. */
    TEMPERATURE,
    /** The length under its old name; without it chat completions send {@code max_completion_tokens}. */
    MAX_TOKENS;

    /** The name of the field in the body. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }
}
