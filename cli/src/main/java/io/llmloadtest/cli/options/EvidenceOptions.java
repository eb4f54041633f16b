package io.llmloadtest.cli.options;

import io.llmloadtest.runner.EvidenceRequest;
import io.llmloadtest.runner.LogRequest;
import io.llmloadtest.runner.TraceRequest;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the server's own record is found. */
@Heading("Evidence")
public final class EvidenceOptions {

    @Option(names = "--skip-validation", description = "Measure only; ask neither metrics nor logs")
    private boolean skip;

    @Option(names = "--metrics-url", split = ",", paramLabel = "URL", description = "The metrics page (default: /metrics of the server); several, by commas or repeated, when replicas share the load")
    private List<URI> metricsUrls = new ArrayList<>();

    @Option(names = "--metrics-header", paramLabel = "'NAME: VALUE'", description = "A header for the metrics page only; repeat for more")
    private List<String> metricsHeaders = new ArrayList<>();

    @Option(names = {"--container-name",
            "--container"}, paramLabel = "NAME", description = "The Docker container whose log is read (default: the one that publishes the server's port)")
    private Optional<String> container = Optional.empty();

    @Option(names = "--log-file", paramLabel = "FILE", description = "The server's log, when it does not run in Docker")
    private Optional<Path> logFile = Optional.empty();

    @Option(names = "--log-command", paramLabel = "'COMMAND'", description = "A command that prints the server's log and follows it, such as 'kubectl logs -f deploy/vllm'; run by /bin/sh")
    private Optional<String> logCommand = Optional.empty();

    @Option(names = "--log-snapshot", paramLabel = "full|judged|none", description = "What of the log is kept in the run folder; prompts are left out of judged lines (default: judged)")
    private String snapshot = "judged";

    @Option(names = "--otlp-listen", paramLabel = "HOST:PORT", description = "Receive the server's traces here over HTTP, such as 0.0.0.0:4318; :PORT for this machine only. Each request then names its own trace")
    private Optional<String> otlp = Optional.empty();

    @Option(names = "--otlp-grpc-listen", paramLabel = "HOST:PORT", description = "The same over gRPC, vLLM's default, such as 0.0.0.0:4317")
    private Optional<String> otlpGrpc = Optional.empty();

    @Option(names = "--exclusive", description = "Send nothing unless the server's metrics show that nobody else is at work on it (exit code 3 otherwise)")
    private boolean exclusive;

    /** What is asked of the server's record; empty when validation is skipped. */
    public Optional<EvidenceRequest> request() {
        LogRequest log = log();
        EvidenceRequest.Snapshot kept = switch (snapshot) {
            case "full" -> EvidenceRequest.Snapshot.FULL;
            case "judged" -> EvidenceRequest.Snapshot.JUDGED;
            case "none" -> EvidenceRequest.Snapshot.NONE;
            default -> throw OptionMistake.of("--log-snapshot", snapshot, "full, judged, none");
        };
        if (exclusive && skip) {
            throw new OptionMistake(
                    "--exclusive: the server's metrics tell whether it is idle; leave out --skip-validation");
        }
        metricsUrls.forEach(this::check);
        otlp.ifPresent(address -> checkAddress("--otlp-listen", address));
        otlpGrpc.ifPresent(address -> checkAddress("--otlp-grpc-listen", address));
        return skip
                ? Optional.empty()
                : Optional.of(new EvidenceRequest(List.copyOf(metricsUrls),
                        Headers.parse("--metrics-header", metricsHeaders), log, kept, traces(), exclusive));
    }

    private Optional<TraceRequest> traces() {
        return otlp.isEmpty() && otlpGrpc.isEmpty()
                ? Optional.empty()
                : Optional.of(new TraceRequest(otlp, otlpGrpc));
    }

    private void checkAddress(String option, String address) {
        if (!TraceRequest.isAddress(address)) {
            throw new OptionMistake(option + ": '" + address
                    + "' is no address; write HOST:PORT, such as 0.0.0.0:4318, or :4318 for this machine only");
        }
    }

    private LogRequest log() {
        List<String> given = new ArrayList<>();
        container.ifPresent(_ -> given.add("--container-name"));
        logFile.ifPresent(_ -> given.add("--log-file"));
        logCommand.ifPresent(_ -> given.add("--log-command"));
        if (given.size() > 1) {
            throw new OptionMistake(String.join(" and ", given) + ": only one log can be read; leave one of them out");
        }
        if (logCommand.filter(String::isBlank).isPresent()) {
            throw new OptionMistake("--log-command: no command is given");
        }
        return logFile.<LogRequest>map(LogRequest.File::new)
                .or(() -> logCommand.map(LogRequest.Command::new))
                .orElseGet(() -> new LogRequest.Docker(container));
    }

    private void check(URI url) {
        if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
            throw new OptionMistake("--metrics-url: '" + url
                    + "' is no address; write it whole, such as http://127.0.0.1:8000/metrics");
        }
    }
}
