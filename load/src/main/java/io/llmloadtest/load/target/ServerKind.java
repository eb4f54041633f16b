package io.llmloadtest.load.target;

import java.util.Locale;

/** What kind of server answers; decides which request fields it understands. */
public enum ServerKind {
    /** A vLLM, by its own word in {@code owned_by} or by its {@code /version}. */
    VLLM,
    /** Any other server with an OpenAI API. */
    OTHER;

    /** The name in the published result. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
