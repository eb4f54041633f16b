package io.llmloadtest.cli;

import io.llmloadtest.cli.options.FolderOptions;
import io.llmloadtest.cli.options.Heading;
import io.llmloadtest.cli.options.OptionMistake;
import io.llmloadtest.cli.options.ResultOptions;
import io.llmloadtest.cli.options.ResultTerms;
import io.llmloadtest.ledger.steady.Cuts;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.target.BaseUrl;
import io.llmloadtest.load.target.SecretHeaders;
import io.llmloadtest.runner.EvidenceRequest;
import io.llmloadtest.runner.LogRequest;
import io.llmloadtest.runner.RunRequest;
import io.llmloadtest.simulator.Fault;
import io.llmloadtest.simulator.Faults;
import io.llmloadtest.simulator.LogSink;
import io.llmloadtest.simulator.SimulatorConfig;
import io.llmloadtest.simulator.front.Fleet;
import io.llmloadtest.wire.ClockChoice;
import io.llmloadtest.wire.ConnectionPolicy;
import io.llmloadtest.wire.Trust;
import io.llmloadtest.wire.Urgency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Shows a whole validated test with no server at hand: the simulated vLLM is started inside and tested for real. */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "See a whole validated test without a server of your own.",
        "Starts a simulated vLLM in this process, tests it over loopback, shows the report."}, footer = {"",
                "Examples:", "  llm-loadtest demo", "  llm-loadtest demo --fault foreign-traffic",
                "  llm-loadtest demo --fault responses-lost:every=5,no-usage", "  llm-loadtest demo --list-faults"})
final class DemoCommand implements Callable<Integer> {

    private static final String MODEL = "demo-model";
    private static final Duration STATS_EVERY = Duration.ofSeconds(1);

    @Heading("Server")
    @Option(names = "--fault", paramLabel = "NAME[:NUMBER=VALUE...][,...]", description = "Make the server misbehave, and see it caught")
    private Optional<String> fault = Optional.empty();

    @Heading("Server")
    @Option(names = "--list-faults", description = "Show the faults and their numbers")
    private boolean listFaults;

    @Mixin
    private ResultOptions result = new ResultOptions();

    @ParentCommand
    private Main program = new Main();

    @Mixin
    private FolderOptions place = new FolderOptions();

    @Override
    public Integer call() throws IOException {
        if (listFaults) {
            System.out.print(FaultList.text());
            return ExitCode.DONE.number();
        }
        ResultTerms terms = result.terms();
        Faults faults = faults();
        Path log = Files.createTempFile("llm-loadtest-demo", ".log");
        try (Fleet server = Fleet.start(config(faults, LogSink.to(log)))) {
            return new TestRun(request(server, log, faults, terms), terms).execute(System.out, System.err).number();
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private Faults faults() {
        try {
            return fault.map(Faults::parse).orElseGet(Faults::none);
        } catch (IllegalArgumentException unknown) {
            throw new OptionMistake("--fault: " + unknown.getMessage());
        }
    }

    private static SimulatorConfig config(Faults faults, LogSink log) {
        return SimulatorConfig.builder().model(MODEL).statsLogInterval(STATS_EVERY).faults(faults).log(log)
                .build();
    }

    private RunRequest request(Fleet server, Path log, Faults faults, ResultTerms terms) {
        Plan load = Plan.builder().runId(RunCommand.runId()).model(MODEL).concurrency(4, 16).requests(80)
                .inputTokens(128)
                .outputTokens(16).timeout(timeout(faults)).build();
        return new RunRequest(BaseUrl.parse(server.baseUri().toString()), SecretHeaders.of(Optional.empty(), Map.of()),
                new Trust.DefaultStore(), ClockChoice.AUTO, Urgency.best(), ConnectionPolicy.pool(), load,
                Optional.empty(),
                Optional.of(new EvidenceRequest(List.copyOf(server.metricsUris()), Map.of(), new LogRequest.File(log),
                        EvidenceRequest.Snapshot.JUDGED)),
                terms.judging().tolerances(), Cuts.NONE, Optional.empty(), Path.of("runs"), place.folder(),
                Version.text(),
                program.sources().byKey());
    }

    /** A healthy demo never comes near it; one that shows stalls should not take long to show them. */
    private static Duration timeout(Faults faults) {
        boolean waits = faults.on(Fault.STALL) || faults.on(Fault.NEVER_ENDING);
        return waits ? Duration.ofSeconds(2) : Duration.ofSeconds(30);
    }
}
