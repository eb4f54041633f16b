package io.llmloadtest.cli;

import io.llmloadtest.cli.options.OptionMistake;
import io.llmloadtest.simulator.Faults;
import io.llmloadtest.simulator.LogSink;
import io.llmloadtest.simulator.SimulatorConfig;
import io.llmloadtest.simulator.front.Fleet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The simulated vLLM as a server of its own, to try any load tester against. */
@Command(name = "simulate", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Run a simulated vLLM on 127.0.0.1 until Ctrl-C; its log goes to stdout.",
        "It answers as a vLLM does, with metrics and log lines in that version's form."}, footer = {"", "Examples:",
                "  llm-loadtest simulate --port 8000",
                "  llm-loadtest simulate --port 8000 --vllm-version 0.13.0 --fault http-errors:every=20 --log-file vllm.log"})
final class SimulateCommand implements Callable<Integer> {

    @Option(names = {"-p",
            "--port"}, paramLabel = "PORT", description = "Where it listens (default: 8000; 0: any free one)")
    private int port = 8000;

    @Option(names = {"-m", "--model"}, paramLabel = "NAME", description = "The model it serves (default: demo-model)")
    private String model = "demo-model";

    @Option(names = "--vllm-version", paramLabel = "VERSION", description = "Whose metrics and log lines it imitates (default: 0.32.0)")
    private String version = "0.32.0";

    @Option(names = "--max-num-seqs", paramLabel = "N", description = "Requests it works on at a time (default: 256)")
    private int sequences = 256;

    @Option(names = "--step-ms", paramLabel = "MS", description = "Time of one decoding step (default: 5)")
    private double stepMillis = 5;

    @Option(names = "--reasoning-tokens", paramLabel = "N", description = "Tokens each chat answer thinks before it speaks (default: 0)")
    private int reasoningTokens;

    @Option(names = "--stream-interval", paramLabel = "N", description = "Tokens in each event of a stream, but for the first and the last (default: 1)")
    private int streamInterval = 1;

    @Option(names = "--stats-interval", paramLabel = "SECONDS", description = "Seconds between its statistics lines (default: 10)")
    private double statsSeconds = 10;

    @Option(names = "--api-key", paramLabel = "KEY", description = "The key it wants for /v1")
    private Optional<String> apiKey = Optional.empty();

    @Option(names = "--fault", paramLabel = "NAME[:NUMBER=VALUE...][,...]", description = "Misbehave; see demo --list-faults")
    private Optional<String> fault = Optional.empty();

    @Option(names = "--log-file", paramLabel = "FILE", description = "Where its log goes instead of stdout")
    private Optional<Path> logFile = Optional.empty();

    @Override
    public Integer call() throws IOException {
        CountDownLatch ended = new CountDownLatch(1);
        try (Fleet server = Fleet.start(config())) {
            System.err.println("simulated vLLM " + version + " serves " + model + " at " + server.baseUri()
                    + " (Ctrl-C ends it)");
            server.metricsUris().forEach(uri -> System.err.println("metrics at " + uri));
            Runtime.getRuntime().addShutdownHook(new Thread(ended::countDown));
            ended.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException taken) {
            throw new UserMistake(ExitCode.USAGE, "cannot listen on port " + port + ": " + taken.getMessage());
        }
        return ExitCode.DONE.number();
    }

    private SimulatorConfig config() throws IOException {
        try {
            SimulatorConfig.Builder config = SimulatorConfig.builder().port(port).model(model).vllmVersion(version)
                    .maxNumSeqs(sequences).reasoningTokens(reasoningTokens).streamInterval(streamInterval)
                    .stepTime(Duration.ofNanos(Math.round(stepMillis * 1e6)))
                    .statsLogInterval(Duration.ofNanos(Math.round(statsSeconds * 1e9)))
                    .faults(fault.map(Faults::parse).orElseGet(Faults::none))
                    .log(logFile.isPresent() ? LogSink.to(logFile.get()) : LogSink.to(System.out));
            apiKey.ifPresent(config::apiKey);
            return config.build();
        } catch (IllegalArgumentException unusable) {
            throw new OptionMistake(unusable);
        }
    }
}
