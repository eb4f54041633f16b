package io.llmloadtest.cli;

import io.llmloadtest.cli.options.CompareOptions;
import io.llmloadtest.cli.options.OutputOptions;
import io.llmloadtest.cli.options.SideOptions;
import io.llmloadtest.compare.Refusal;
import io.llmloadtest.compare.RunComparison;
import io.llmloadtest.compare.Terms;
import io.llmloadtest.compare.document.ComparisonDocument;
import io.llmloadtest.compare.document.ComparisonDocuments;
import io.llmloadtest.compare.likeness.Difference;
import io.llmloadtest.compare.runs.ComparedRun;
import io.llmloadtest.report.ComparisonReport;
import io.llmloadtest.report.Style;
import io.llmloadtest.text.PhraseBook;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** What the commands that hold runs against each other have in common: refusing, and showing. */
final class Comparing {

    private static final int MOST_NAMED = 6;

    private Comparing() {
    }

    /** Compares saved runs as the options say, and shows it. */
    static RunComparison shown(SideOptions sides, CompareOptions how, OutputOptions output) {
        output.asJson();
        Terms terms = how.terms();
        try {
            RunComparison comparison = RunComparison.of(sides.sides(), terms);
            show(document(comparison), output, System.out);
            return comparison;
        } catch (IOException unreadable) {
            throw new UserMistake(ExitCode.USAGE, unreadable);
        }
    }

    /** The comparison, made ready to be shown; refused with what differs and what would allow it. */
    static ComparisonDocument document(RunComparison comparison) {
        if (!comparison.refusals().isEmpty()) {
            throw new UserMistake(ExitCode.USAGE, refused(comparison.refusals()));
        }
        return ComparisonDocuments.of(comparison);
    }

    static void show(ComparisonDocument document, OutputOptions output, PrintStream out) {
        Terminal terminal = Terminal.detect();
        if (output.asJson()) {
            out.writeBytes(ComparisonDocuments.encode(document));
        } else {
            out.print(ComparisonReport.render(document,
                    new Style(terminal.width(), terminal.colour(), terminal.unicode()),
                    PhraseBook.of(output.language())));
        }
        out.flush();
    }

    private static String refused(List<Refusal> refusals) {
        String words = refusals.stream().limit(MOST_NAMED).map(Comparing::words).collect(Collectors.joining("\n  "));
        int more = refusals.size() - MOST_NAMED;
        String aspects = refusals.stream().filter(Refusal.Unlike.class::isInstance).map(Refusal.Unlike.class::cast)
                .map(unlike -> unlike.difference().aspect().key()).distinct().collect(Collectors.joining(","));
        boolean unreliable = refusals.stream().anyMatch(Refusal.Unreliable.class::isInstance);
        return "these runs are not compared:\n  " + words + (more > 0 ? "\n  and " + more + " more" : "")
                + (aspects.isEmpty() && !unreliable ? "" : "\nTo compare them all the same:")
                + (aspects.isEmpty() ? "" : " --allow-unlike " + aspects)
                + (unreliable ? " --allow-unvalidated" : "");
    }

    private static String words(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Twice(ComparedRun run) -> run.source() + " is run " + run.result().runId()
                    + ", which is named twice; each run counts once, so leave one of them out";
            case Refusal.Unpaired(int baseline, int candidate) -> "--paired: the baseline has " + baseline
                    + " runs and the candidate " + candidate + "; rounds need one of each";
            case Refusal.Unreliable(ComparedRun run) -> run.source() + " " + standing(run);
            case Refusal.Unlike(Difference difference) -> "they differ in " + difference.aspect().key() + " ("
                    + difference.name() + "): " + values(difference.baseline()) + " against "
                    + values(difference.candidate());
            case Refusal.NothingInCommon() ->
                "they have no setting in common: no concurrency or rate that every run was driven with";
        };
    }

    private static String standing(ComparedRun run) {
        return switch (run.standing()) {
            case PASSED -> "passed validation";
            case WARNING -> "was validated with the verdict WARNING: its numbers are doubtful ('report' says why)";
            case UNVERIFIED -> "could not be verified: the server's own numbers were not to be had";
            case SKIPPED -> "was not validated (--skip-validation)";
            case INTERRUPTED -> "was cut short";
        };
    }

    private static String values(List<String> values) {
        String all = values.stream().map(value -> value.isBlank() ? "not known" : printable(value))
                .collect(Collectors.joining(" and "));
        return all.isEmpty() ? "not known" : all;
    }

    /** What a file says must not steer the terminal. */
    private static String printable(String value) {
        String clean = value.replaceAll("\\p{C}", "?");
        return clean.length() > 100 ? clean.substring(0, 100) + "..." : clean;
    }
}
