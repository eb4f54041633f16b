package io.llmloadtest.cli.options;

import io.llmloadtest.wire.ConnectionPolicy;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How connections to the server are used. */
@Heading("Server")
public final class ConnectionOptions {

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--connections", paramLabel = "pool|per-request|max-uses=N", description = "Keep connections and use them again, open one for every request, or close each after N requests."
            + " A balancer that chooses a server per connection, such as a Kubernetes service, sends a kept one to the"
            + " same pod for ever: more connections spread the load, and each costs its opening (default: pool)")
    private String connections = "pool";

    /** How connections shall be used. */
    public ConnectionPolicy policy() {
        return ConnectionPolicy.parse(connections.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "--connections: '" + connections
                        + "' cannot be used; allowed: pool, per-request or max-uses=N with N from 1, such as max-uses=20"));
    }
}
