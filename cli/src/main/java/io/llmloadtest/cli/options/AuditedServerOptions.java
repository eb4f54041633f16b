package io.llmloadtest.cli.options;

import io.llmloadtest.load.target.BaseUrl;
import io.llmloadtest.load.target.SecretHeaders;
import io.llmloadtest.runner.command.ForeignCommand;
import io.llmloadtest.wire.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The server that another tool loads, and how we reach it to ask who it is and for its metrics. */
@Heading("Server")
public final class AuditedServerOptions {

    @Option(names = {"-s",
            "--server"}, paramLabel = "URL", description = "The server that COMMAND loads (default: what COMMAND's own options or configuration say)")
    private Optional<String> server = Optional.empty();

    @Option(names = "--api-key", paramLabel = "KEY", interactive = false, description = "API key for our own questions; better in the environment as LLM_API_KEY or OPENAI_API_KEY")
    private Optional<String> apiKey = Optional.empty();

    @Option(names = {"-H",
            "--header"}, paramLabel = "'NAME: VALUE'", description = "A header for our own questions; repeat for more")
    private List<String> headers = new ArrayList<>();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    /** The server's address, as given or as the command has it. */
    public BaseUrl base(ForeignCommand command) {
        String typed = server.or(command::server)
                .orElseThrow(() -> new OptionMistake("which server? COMMAND does not tell; name it with -s URL"));
        try {
            return BaseUrl.parse(typed);
        } catch (IllegalArgumentException unusable) {
            throw new OptionMistake(
                    (server.isPresent() ? "" : "the server in COMMAND; name it with -s URL: ") + unusable.getMessage());
        }
    }

    /** The headers of our own questions, the API key among them. */
    public SecretHeaders headers() {
        return Headers.secret(apiKey, headers);
    }

    /** Whose certificates are trusted. */
    public Trust trust() {
        return trust.trust();
    }
}
