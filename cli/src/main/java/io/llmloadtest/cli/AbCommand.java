package io.llmloadtest.cli;

import io.llmloadtest.cli.Turns.Side;
import io.llmloadtest.cli.Turns.Turn;
import io.llmloadtest.cli.options.CompareOptions;
import io.llmloadtest.cli.options.ConnectionOptions;
import io.llmloadtest.cli.options.EvidenceOptions;
import io.llmloadtest.cli.options.JudgingOptions;
import io.llmloadtest.cli.options.JudgingOptions.FailOn;
import io.llmloadtest.cli.options.LoadOptions;
import io.llmloadtest.cli.options.OtherServerOptions;
import io.llmloadtest.cli.options.Heading;
import io.llmloadtest.cli.options.OptionMistake;
import io.llmloadtest.cli.options.OutputOptions;
import io.llmloadtest.cli.options.PlanOptions;
import io.llmloadtest.cli.options.ResultTerms;
import io.llmloadtest.cli.options.ServerOptions;
import io.llmloadtest.compare.RunComparison;
import io.llmloadtest.compare.Sides;
import io.llmloadtest.compare.Terms;
import io.llmloadtest.compare.document.ComparisonDocument;
import io.llmloadtest.compare.document.ComparisonDocuments;
import io.llmloadtest.compare.effects.Gaps;
import io.llmloadtest.compare.runs.RunPlaces;
import io.llmloadtest.load.target.BaseUrl;
import io.llmloadtest.runner.EvidenceRequest;
import io.llmloadtest.runner.RunRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Tests two servers in turn, and holds them against each other round by round. */
@Command(name = "ab", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Test two servers in turn (A B, B A, A B, ...) with the same load, and compare them round by round.",
        "What changes slowly, such as the heat of the machine, meets both alike and drops out. Each run is a run folder",
        "of its own, under one folder with a/ and b/; every run has prompts of its own, as long as those of the others."}, footer = {
                "", "Exit codes are those of gate: 0 no regression of B, 8 a regression, 9 cannot tell.", "",
                "Example:",
                "  llm-loadtest ab -s http://127.0.0.1:8000 --b http://127.0.0.1:8001 --rounds 5 -c 8 -n 200"})
final class AbCommand implements Callable<Integer> {

    private static final int MOST_ROUNDS = 1000;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private OtherServerOptions other = new OtherServerOptions();

    @Heading("Comparing")
    @Option(names = "--rounds", paramLabel = "N", description = "How many times each server is tested, three at least (default: 5)")
    private int rounds = 5;

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Mixin
    private ConnectionOptions connections = new ConnectionOptions();

    @Mixin
    private EvidenceOptions evidence = new EvidenceOptions();

    @Mixin
    private JudgingOptions judging = new JudgingOptions();

    @Mixin
    private CompareOptions how = new CompareOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    PlanOptions plan = new PlanOptions();

    @ParentCommand
    private Main program = new Main();

    @Heading("Output")
    @Option(names = {"-o",
            "--output"}, paramLabel = "FOLDER", description = "Where the run folders go; must not exist (default: a new one in runs/)")
    private Optional<Path> folder = Optional.empty();

    @Override
    public Integer call() {
        output.asJson();
        Terms comparing = how.terms();
        ResultTerms terms = new ResultTerms(judging, output, List.of());
        if (judging.failOn().contains(FailOn.SLO)) {
            throw new OptionMistake("--fail-on slo: runs in turn have no objectives");
        }
        if (rounds < Gaps.LEAST_RUNS || rounds > MOST_ROUNDS) {
            throw new OptionMistake("--rounds: " + rounds + " cannot be used; allowed: " + Gaps.LEAST_RUNS + " to "
                    + MOST_ROUNDS + ", since fewer do not tell how far rounds lie apart");
        }
        request(new Turn(1, Side.A), Path.of(""));
        request(new Turn(1, Side.B), Path.of(""));
        try {
            Path parent = Rounds.newFolder(folder);
            ExitCode ended = new Rounds(rounds, this::request, terms).run(parent, System.err);
            return (ended == ExitCode.DONE ? compare(parent, comparing) : ended).number();
        } catch (IOException disk) {
            throw new UserMistake(ExitCode.INTERNAL, "the runs could not be recorded: " + disk.getMessage());
        }
    }

    private RunRequest request(Turn turn, Path place) {
        BaseUrl base = turn.side() == Side.A ? server.base() : other.base();
        Optional<EvidenceRequest> asked = evidence.request();
        return new RunRequest(base, server.headers(), server.trust(), load.clock(), load.urgency(),
                connections.policy(), load.plan(RunCommand.runId(), server.models(), Optional.empty()),
                server.waitReady(), turn.side() == Side.A ? asked : asked.map(other::evidence), judging.tolerances(),
                load.cuts(), Optional.empty(), Path.of("runs"), Optional.of(place), Version.text(),
                program.sources().byKey());
    }

    private ExitCode compare(Path parent, Terms terms) throws IOException {
        RunComparison comparison = RunComparison.of(
                new Sides(RunPlaces.read(parent.resolve("a")), RunPlaces.read(parent.resolve("b")), true), terms);
        ComparisonDocument document = Comparing.document(comparison);
        Files.write(parent.resolve("comparison.json"), ComparisonDocuments.encode(document));
        Comparing.show(document, output, System.out);
        System.err.println("run folders: " + parent);
        return GateCommand.exitCode(comparison.decision(), false);
    }
}
