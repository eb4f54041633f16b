package io.llmloadtest.cli.options;

import io.llmloadtest.wire.ConnectionPolicy;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How connections to the server are used. */
@Heading("Server")
public final class ConnectionOptions {

    @Option(names = "--connections", paramLabel = "pool|per-request|max-uses=N", description = "Keep connections and use them again, open one for every request, or close each after N requests."
            + " A balancer that chooses a server per connection, such as a Kubernetes service, sends a kept one to the"
            + " same pod for ever: more connections spread the load, and each costs its opening (default: pool)")
    private String connections = "pool";

    /** How connections shall be used. */
    public ConnectionPolicy policy() {
        return ConnectionPolicy.parse(connections.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> OptionMistake.of("--connections", connections,
                        "pool, per-request or max-uses=N with N from 1, such as max-uses=20"));
    }
}
