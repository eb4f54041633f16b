package io.llmloadtest.cli.options;

import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.ModelMix;
import io.llmloadtest.load.target.BaseUrl;
import io.llmloadtest.load.target.SecretHeaders;
import io.llmloadtest.wire.Trust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server is tested, and how it is reached. */
@Heading("Server")
public final class ServerOptions {

    @Option(names = {"-s", "--server", "--base-url",
            "--url"}, required = true, paramLabel = "URL", description = "The server, with or without /v1: http://127.0.0.1:8000")
    private String server = "";

    @Option(names = {"-m",
            "--model"}, paramLabel = "NAME[:WEIGHT][,...]", description = "The model; not needed when the server has only one. A list with weights, such as base:3,adapter:1,"
                    + " spreads the requests")
    private Optional<String> model = Optional.empty();

    @Option(names = "--api-key", paramLabel = "KEY", interactive = false, description = "API key; better in the environment as LLM_API_KEY or OPENAI_API_KEY, where no process list"
            + " shows it")
    private Optional<String> apiKey = Optional.empty();

    @Option(names = {"-H",
            "--header"}, paramLabel = "'NAME: VALUE'", description = "A header for every request; repeat for more")
    private List<String> headers = new ArrayList<>();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(names = {"--wait-ready",
            "--ready-check-timeout-sec"}, paramLabel = "TIME", converter = Durations.class, description = "Wait up to this long until the server completes a request of one token")
    private Optional<Duration> waitReady = Optional.empty();

    /** The server's address. */
    public BaseUrl base() {
        try {
            return BaseUrl.parse(server);
        } catch (IllegalArgumentException unusable) {
            throw new OptionMistake("--server: " + unusable.getMessage());
        }
    }

    /** The address as it was typed. */
    public String typed() {
        return server;
    }

    /** The model asked for, the first when there are several. */
    public Optional<String> model() {
        return models().map(ModelMix::first);
    }

    /** The models asked for. */
    public Optional<ModelMix> models() {
        try {
            return model.map(ModelMix::parse);
        } catch (IllegalPlanException impossible) {
            throw new OptionMistake(impossible);
        }
    }

    /** The headers every request carries, the API key among them. */
    public SecretHeaders headers() {
        return Headers.secret(apiKey, headers);
    }

    /** Whose certificates are trusted. */
    public Trust trust() {
        return trust.trust();
    }

    /** How long to wait until the server is ready. */
    public Optional<Duration> waitReady() {
        return waitReady;
    }
}
