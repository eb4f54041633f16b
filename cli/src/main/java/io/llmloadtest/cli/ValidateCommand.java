package io.llmloadtest.cli;

import io.llmloadtest.cli.options.LooseOptions;
import io.llmloadtest.cli.options.OptionMistake;
import io.llmloadtest.cli.options.ResultOptions;
import io.llmloadtest.cli.options.ResultTerms;
import io.llmloadtest.cli.options.SloOptions;
import io.llmloadtest.report.export.RequestSource;
import io.llmloadtest.runner.LoosePieces;
import io.llmloadtest.runner.SavedRun;
import io.llmloadtest.text.ConsoleBook;
import io.llmloadtest.text.Line;
import io.llmloadtest.verdict.slo.IllegalSloException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
    private ResultOptions result = new ResultOptions();

    @Override
    public Integer call() {
        ResultTerms terms = result.terms();
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
            terms.exports().stream().filter(export -> export.format().readsLedger()).findFirst().ifPresent(export -> {
                throw new OptionMistake(
                        export + " goes with a RUN_FOLDER only, not with --client: it is made of the ledger");
            });
        }
        try {
            Told told = pieces.isPresent() ? judge(pieces.get(), terms) : judge(folder.orElseThrow(), terms);
            TestRun.show(told, terms.output(), Terminal.detect(), System.out);
            Aftermath aftermath = new Aftermath(terms, System.err);
            boolean exported = aftermath.export(told, folder.map(Exports::requestsOf)
                    .orElseGet(() -> RequestSource.none("there is no ledger")));
            return aftermath.exitCode(told, exported).number();
        } catch (IllegalSloException impossible) {
            throw new OptionMistake("--slo: " + impossible.getMessage());
        } catch (UncheckedIOException unreadable) {
            throw new UserMistake(ExitCode.USAGE, unreadable);
        } catch (IOException unreadable) {
            throw new UserMistake(ExitCode.USAGE, unreadable);
        }
    }

    private Told judge(Path folder, ResultTerms terms) throws IOException {
        SavedRun run = SavedRun.open(folder);
        SavedRun.Rejudged judged = run.judge(terms.judging().tolerances(), slo.slo());
        ConsoleBook book = ConsoleBook.of(terms.output().language());
        note(book, judged.unreadableLines(), Line.NOTE_UNREADABLE_LINES);
        note(book, judged.lostTrains(), Line.NOTE_LOST_TRAINS);
        note(book, judged.unfinished(), Line.NOTE_UNFINISHED);
        return SavedRuns.told(run, judged.document());
    }

    private Told judge(LoosePieces pieces, ResultTerms terms) throws IOException {
        LoosePieces.Judged judged = pieces.judge(terms.judging().tolerances());
        ConsoleBook book = ConsoleBook.of(terms.output().language());
        judged.notes().forEach(note -> System.err.println(book.say(Line.NOTE, Map.of("what", note.in(book)))));
        return Told.of(judged.document());
    }

    private static void note(ConsoleBook book, long count, Line what) {
        if (count > 0) {
            System.err.println(book.say(what, Map.of("count", Long.toString(count))));
        }
    }
}
