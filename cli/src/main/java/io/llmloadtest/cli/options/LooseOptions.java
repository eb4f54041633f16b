package io.llmloadtest.cli.options;

import io.llmloadtest.runner.LoosePieces;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The loose pieces of a recorded test. */
@Heading("Recorded test")
public final class LooseOptions {

    @Option(names = "--client", paramLabel = "FILE", description = "What the client recorded: JSON with a list \"requests\", or the result of vllm bench serve, guidellm, aiperf or"
            + " inference-perf (.gz is read too)")
    private Optional<Path> client = Optional.empty();

    @Option(names = "--metrics-before", paramLabel = "FILE", description = "The server's /metrics page, saved before the first request")
    private Optional<Path> metricsBefore = Optional.empty();

    @Option(names = "--metrics-after", paramLabel = "FILE", description = "The same, saved after the last one")
    private Optional<Path> metricsAfter = Optional.empty();

    @Option(names = "--log", paramLabel = "FILE", description = "The server's log; best as docker logs --timestamps writes it")
    private Optional<Path> log = Optional.empty();

    /** The pieces; empty when none was given. */
    public Optional<LoosePieces> pieces() {
        boolean evidence = metricsBefore.isPresent() || metricsAfter.isPresent() || log.isPresent();
        if (client.isEmpty()) {
            if (evidence) {
                throw new OptionMistake(
                        "--metrics-before, --metrics-after and --log need --client FILE, what the client recorded");
            }
            return Optional.empty();
        }
        if (!evidence) {
            throw new OptionMistake("--client needs something to judge it by: give"
                    + " --metrics-before and --metrics-after, --log, or all of them");
        }
        return Optional.of(new LoosePieces(client.get(), metricsBefore, metricsAfter, log));
    }
}
