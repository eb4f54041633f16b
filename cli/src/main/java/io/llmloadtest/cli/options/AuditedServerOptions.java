package io.llmloadtest.cli.options;

import io.llmloadtest.load.target.BaseUrl;
import io.llmloadtest.load.target.SecretHeaders;
import io.llmloadtest.runner.command.ForeignCommand;
import io.llmloadtest.wire.Trust;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The server that another tool loads, and how we reach it to ask who it is and for its metrics. */
public final class AuditedServerOptions {

    @Option(names = {"-s",
            "--server"}, paramLabel = "URL", description = "The server that COMMAND loads (default: what COMMAND's own options or configuration say)")
    private Optional<String> server = Optional.empty();

    @Option(names = "--api-key", paramLabel = "KEY", interactive = false, description = "API key for our own questions; better in the environment as LLM_API_KEY or OPENAI_API_KEY")
    private Optional<String> apiKey = Optional.empty();

    @Option(names = {"-H",
            "--header"}, paramLabel = "'NAME: VALUE'", description = "A header for our own questions; repeat for more")
    private List<String> headers = new ArrayList<>();

    @Option(names = "--insecure", description = "Take any TLS certificate")
    private boolean insecure;

    @Option(names = "--ca-file", paramLabel = "PEM", description = "Trust the certificates in this file")
    private Optional<Path> caFile = Optional.empty();

    /** The server's address, as given or as the command has it. */
    public BaseUrl base(ForeignCommand command) {
        String typed = server.or(command::server).orElseThrow(() -> new OptionMistake("which server? COMMAND does not tell; name it with -s URL"));
        try {
            return BaseUrl.parse(typed);
        } catch (IllegalArgumentException unusable) {
            throw new OptionMistake((server.isPresent() ? "" : "the server in COMMAND; name it with -s URL: ") + unusable.getMessage());
        }
    }

    /** The headers of our own questions, the API key among them. */
    public SecretHeaders headers() {
        Optional<String> key = apiKey.or(() -> environment("LLM_API_KEY")).or(() -> environment("OPENAI_API_KEY"));
        return SecretHeaders.of(key, Headers.parse("--header", headers));
    }

    /** Whose certificates are trusted. */
    public Trust trust() {
        if (insecure) {
            return new Trust.Anything();
        }
        return caFile.<Trust>map(Trust.Authority::new).orElseGet(Trust.DefaultStore::new);
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }
}
