package io.llmloadtest.load.plan;

/** The completion endpoints that can be put under load. */
public enum Endpoint {
    /** Chat completions: the server puts the prompt into its chat template. */
    CHAT_COMPLETIONS("/v1/chat/completions"),
    /** Text completions: the prompt is taken as it is. */
    COMPLETIONS("/v1/completions");

    private final String route;

    Endpoint(String route) {
        this.route = route;
    }

    /** The route without any prefix, such as {@code /v1/completions}; the server's metrics and access log know it. */
    public String route() {
        return route;
    }
}
