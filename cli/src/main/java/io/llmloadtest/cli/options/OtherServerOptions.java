package io.llmloadtest.cli.options;

import io.llmloadtest.load.target.BaseUrl;
import io.llmloadtest.runner.EvidenceRequest;
import io.llmloadtest.runner.LogRequest;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The second server of two that take turns, as far as it differs from the first. */
@Heading("Other server")
public final class OtherServerOptions {

    @Option(names = "--b", required = true, paramLabel = "URL", description = "The server that is judged; -s is the one it is held against. All other options hold for both")
    private String server = "";

    @Option(names = "--b-metrics-url", split = ",", paramLabel = "URL", description = "Its metrics page (default: /metrics of --b)")
    private List<URI> metricsUrls = new ArrayList<>();

    @Option(names = "--b-container-name", paramLabel = "NAME", description = "The Docker container whose log is read for it (default: the one that publishes its port)")
    private Optional<String> container = Optional.empty();

    @Option(names = "--b-log-file", paramLabel = "FILE", description = "Its log, when it does not run in Docker")
    private Optional<Path> logFile = Optional.empty();

    /** Its address. */
    public BaseUrl base() {
        try {
            return BaseUrl.parse(server);
        } catch (IllegalArgumentException unusable) {
            throw new OptionMistake("--b: " + unusable.getMessage());
        }
    }

    /** What is asked of its record, where this is asked of the first one's. */
    public EvidenceRequest evidence(EvidenceRequest first) {
        if (container.isPresent() && logFile.isPresent()) {
            throw new OptionMistake(
                    "--b-container-name and --b-log-file: only one log can be read; leave one of them out");
        }
        metricsUrls.forEach(url -> {
            if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
                throw new OptionMistake("--b-metrics-url: '" + url
                        + "' is no address; write it whole, such as http://127.0.0.1:8001/metrics");
            }
        });
        LogRequest log = logFile.<LogRequest>map(LogRequest.File::new)
                .orElseGet(() -> new LogRequest.Docker(container));
        return new EvidenceRequest(List.copyOf(metricsUrls), first.metricsHeaders(), log, first.snapshot(),
                first.traces(), first.exclusive());
    }
}
