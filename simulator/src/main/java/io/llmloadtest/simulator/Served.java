package io.llmloadtest.simulator;

/** What an endpoint of the engine's makes of a prompt. */
enum Served {
    /** Chat completions. */
    CHAT("chatcmpl-"),
    /** Completions. */
    COMPLETION("cmpl-"),
    /** Embeddings: the prompt goes through the engine, and no token comes of it. */
    EMBEDDING("embd-");

    private final String idPrefix;

    Served(String idPrefix) {
        this.idPrefix = idPrefix;
    }

    /** What vLLM puts before the request's id. */
    String idPrefix() {
        return idPrefix;
    }
}
