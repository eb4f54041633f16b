package io.llmloadtest.load.plan;

/** The endpoints that can be put under load. */
public enum Endpoint {
    /** Chat completions: the server puts the prompt into its chat template. */
    CHAT_COMPLETIONS("/v1/chat/completions"),
    /** Text completions: the prompt is taken as it is. */
    COMPLETIONS("/v1/completions"),
    /** Embeddings: the prompt is taken as it is, and nothing is generated. */
    EMBEDDINGS("/v1/embeddings");

    private final String route;

    Endpoint(String route) {
        this.route = route;
    }

    /** Whether answers have tokens, which take time one after the other, can be limited, and can be streamed. */
    public boolean generates() {
        return this != EMBEDDINGS;
    }

    /** The route without any prefix, such as {@code /v1/completions}; the server's metrics and access log know it. */
    public String route() {
        return route;
    }
}
