package io.llmloadtest.cli;

import io.llmloadtest.cli.options.EvidenceOptions;
import io.llmloadtest.cli.options.Heading;
import io.llmloadtest.cli.options.OptionMistake;
import io.llmloadtest.cli.options.OutputOptions;
import io.llmloadtest.cli.options.PlanOptions;
import io.llmloadtest.cli.options.ServerOptions;
import io.llmloadtest.runner.Doctor;
import io.llmloadtest.runner.DoctorCheck;
import io.llmloadtest.text.CheckBook;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds what would make evidence missing or weak, before any load. */
@Command(name = "doctor", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Look at a server before a test: can it be reached, and can what it records be read?",
        "No completion is asked for. Each check is OK, WARN (evidence will be missing or weak) or FAIL (no test can begin), with what mends it."}, footer = {
                "", "--format json prints {\"schema_version\": \"1\", \"server_url\", \"status\": \"ok|warn|fail\",",
                "\"checks\": [{\"check\", \"status\": \"OK|WARN|FAIL\", \"code\", \"message\", \"fix\" (or null), \"facts\": {}}]}.",
                "Exit codes: 0 nothing FAILs, 3 the server cannot be tested, 4 --fail-on warning met.", "", "Examples:",
                "  llm-loadtest doctor -s http://127.0.0.1:8000",
                "  llm-loadtest doctor -s http://gpu:8000 -c 1000 --log-file vllm.log --fail-on warning"})
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private EvidenceOptions evidence = new EvidenceOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    PlanOptions plan = new PlanOptions();

    @Heading("Load")
    @Option(names = {"-c",
            "--concurrency"}, paramLabel = "N", description = "Streams that this machine must be able to hold (default: 100)")
    private int concurrency = 100;

    @Heading("Judging")
    @Option(names = "--fail-on", paramLabel = "warning", description = "Exit with 4 when a check warns")
    private Optional<String> failOn = Optional.empty();

    @Override
    public Integer call() {
        boolean json = output.asJson();
        if (concurrency < 1) {
            throw new OptionMistake("--concurrency: " + concurrency + " cannot be used; allowed: a number from 1");
        }
        if (failOn.isPresent() && !failOn.get().equals("warning")) {
            throw OptionMistake.of("--fail-on", failOn.get(), "warning");
        }
        try {
            List<DoctorCheck> checks = new Doctor(server.base(), server.headers(), server.trust(), server.model(),
                    evidence.request(), concurrency).examine();
            CheckBook book = CheckBook.of(output.language());
            DoctorReport report = new DoctorReport(checks, book);
            System.out.print(json
                    ? report.json(server.base().toString())
                    : report.table(Terminal.detect().width()));
            System.out.flush();
            return exitCode(checks).number();
        } catch (IOException unreadable) {
            throw new UserMistake(ExitCode.USAGE, unreadable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED.number();
        }
    }

    private ExitCode exitCode(List<DoctorCheck> checks) {
        return switch (DoctorReport.worst(checks)) {
            case FAIL -> ExitCode.TARGET;
            case WARN -> failOn.isPresent() ? ExitCode.WARNING : ExitCode.DONE;
            case OK -> ExitCode.DONE;
        };
    }
}
