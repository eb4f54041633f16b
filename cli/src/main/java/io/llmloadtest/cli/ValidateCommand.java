package io.llmloadtest.cli;

import io.llmloadtest.cli.options.ExportOptions;
import io.llmloadtest.cli.options.JudgingOptions;
import io.llmloadtest.cli.options.LooseOptions;
import io.llmloadtest.cli.options.OptionMistake;
import io.llmloadtest.cli.options.OutputOptions;
import io.llmloadtest.cli.options.PlanOptions;
import io.llmloadtest.cli.options.SloOptions;
import io.llmloadtest.report.export.ExportInput;
import io.llmloadtest.report.export.RequestSource;
import io.llmloadtest.runner.LoosePieces;
import io.llmloadtest.runner.SavedRun;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.text.ConsoleBook;
import io.llmloadtest.text.Line;
import io.llmloadtest.verdict.slo.IllegalSloException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Judges a saved run again, or a test that another client recorded, offline. */
@Command(name = "validate", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Judge a saved run again, or a test of which only pieces are at hand, offline.",
        "A saved run is judged from its ledger and the evidence in its folder. Pieces are what a client recorded, or the",
        "result of another load tester (docs/other-tools.md), and the server's metrics pages, log, or both.",
        "Works on what is there: a run that was killed is judged up to the moment it was cut off; a piece that is",
        "missing skips the checks that need it, with the reason."}, footer = {"", "Examples:",
                "  llm-loadtest validate runs/2026-11-25T10-15-30Z-7f3a --strict",
                "  llm-loadtest validate --client client.json --metrics-before before.txt --metrics-after after.txt \\",
                "      --log docker.log --format json", "",
                "Pieces are saved with: curl -s SERVER/metrics > before.txt (and after.txt),",
                "docker logs --timestamps CONTAINER > docker.log 2>&1. --client takes the result file of vllm bench serve,",
                "guidellm, aiperf or inference-perf (docs/other-tools.md), or {\"requests\": [{...}, ...]}, where each",
                "request may have: id, endpoint, model, status, stream, n, max_tokens, ignore_eos, stop, started_at",
                "(ISO 8601), ttft_s, last_content_s, e2e_s (seconds after the start), content_chunks, usage,",
                "finish_reasons, done_seen, error_body, aborted, exception."})
final class ValidateCommand implements Callable<Integer> {

    @Parameters(index = "0", arity = "0..1", paramLabel = "RUN_FOLDER", description = "The folder that a run left behind")
    private Optional<Path> folder = Optional.empty();

    @Mixin
    private LooseOptions loose = new LooseOptions();

    @Mixin
    private SloOptions slo = new SloOptions();

    @Mixin
    private JudgingOptions judging = new JudgingOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private ExportOptions exports = new ExportOptions();

    @Mixin
    PlanOptions plan = new PlanOptions();

    @Override
    public Integer call() {
        judging.failOn();
        judging.maxErrorRate();
        output.format();
        List<ExportOptions.Export> exported = exports.exports();
        boolean objectives = slo.slo().isPresent();
        Optional<LoosePieces> pieces = loose.pieces();
        if (pieces.isPresent() == folder.isPresent()) {
            throw new OptionMistake(folder.isPresent()
                    ? "RUN_FOLDER and --client: only one test can be judged; leave one of them out"
                    : "what is to be judged? Name a RUN_FOLDER, or the pieces of a test with --client");
        }
        if (pieces.isPresent() && objectives) {
            throw new OptionMistake("--slo goes with a RUN_FOLDER only, not with --client");
        }
        if (pieces.isPresent()) {
            exported.stream().filter(export -> export.format().readsLedger()).findFirst().ifPresent(export -> {
                throw new OptionMistake(export + " goes with a RUN_FOLDER only, not with --client: it is made of the ledger");
            });
        }
        try {
            Told told = pieces.isPresent() ? judge(pieces.get()) : judge(folder.orElseThrow());
            ResultDocument document = told.document();
            TestRun.show(told, output, Terminal.detect(), System.out);
            boolean written = new Exports(exported, ConsoleBook.of(output.language()), System.err)
                    .write(new ExportInput(document,
                            PhraseBook.of(output.language()), folder.map(Exports::requestsOf)
                                    .orElseGet(() -> RequestSource.none("there is no ledger")),
                            () -> told.html(output.language()),
                            Exports.strictness(judging)));
            ExitCode exit = Outcomes.exitCode(document, judging);
            return (written ? exit : ExitCode.INTERNAL).number();
        } catch (IllegalSloException impossible) {
            throw new OptionMistake("--slo: " + impossible.getMessage());
        } catch (UncheckedIOException unreadable) {
            throw new UserMistake(ExitCode.USAGE, unreadable);
        } catch (IOException unreadable) {
            throw new UserMistake(ExitCode.USAGE, unreadable);
        }
    }

    private Told judge(Path folder) throws IOException {
        SavedRun run = SavedRun.open(folder);
        SavedRun.Rejudged judged = run.judge(judging.tolerances(), slo.slo());
        note(judged.unreadableLines(), Line.NOTE_UNREADABLE_LINES);
        note(judged.lostTrains(), Line.NOTE_LOST_TRAINS);
        note(judged.unfinished(), Line.NOTE_UNFINISHED);
        return SavedRuns.told(run, judged.document());
    }

    private Told judge(LoosePieces pieces) throws IOException {
        LoosePieces.Judged judged = pieces.judge(judging.tolerances());
        judged.notes().forEach(note -> System.err.println("note: " + note));
        return Told.of(judged.document());
    }

    private void note(long count, Line what) {
        if (count > 0) {
            System.err.println(ConsoleBook.of(output.language()).say(what, Map.of("count", Long.toString(count))));
        }
    }
}
