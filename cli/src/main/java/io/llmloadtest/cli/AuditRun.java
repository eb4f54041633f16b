package io.llmloadtest.cli;

import io.llmloadtest.cli.options.ResultTerms;
import io.llmloadtest.load.generator.StopSignal;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.runner.Audit;
import io.llmloadtest.runner.AuditRequest;
import io.llmloadtest.runner.NoResultException;
import io.llmloadtest.runner.RunReport;
import io.llmloadtest.runner.UnusableTargetException;
import io.llmloadtest.text.ConsoleBook;
import io.llmloadtest.text.Line;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.OptionalInt;

/** Runs one audit in the foreground: the command's words and our progress on stderr, the result on stdout. */
record AuditRun(AuditRequest request, ResultTerms terms) {

    ExitCode execute(PrintStream out, PrintStream err) {
        Exports.of(terms, err).refuseImpossible();
        Terminal terminal = Terminal.detect();
        StopSignal stop = new StopSignal();
        PrintStream quietly = terms.output().quiet() ? new PrintStream(OutputStream.nullOutputStream()) : err;
        ConsoleBook book = ConsoleBook.of(terms.output().language());
        ProgressLine progress = new ProgressLine(quietly, terminal, OptionalInt.of(1), book);
        try (StopOnExit _ = StopOnExit.of(stop)) {
            request.command().missingOptions().ifPresent(options -> quietly.println(
                    book.say(Line.NOTE_TOTALS_ONLY, Map.of("options", options))));
            return audit(progress, stop, terminal, out, err);
        } catch (UnusableTargetException unusable) {
            progress.close();
            throw new UserMistake(ExitCode.TARGET, unusable.problem().message());
        } catch (NoResultException nothing) {
            progress.close();
            throw new UserMistake(ExitCode.ERRORS, nothing);
        } catch (IOException | IllegalPlanException failed) {
            progress.close();
            throw new UserMistake(ExitCode.USAGE, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }

    /** What is said of a stopped audit is said in here: the process ends when it is over. */
    private ExitCode audit(ProgressLine progress, StopSignal stop, Terminal terminal, PrintStream out, PrintStream err)
            throws UnusableTargetException, NoResultException, IOException, InterruptedException {
        try {
            RunReport report = new Audit(request, progress, stop, err).run();
            progress.close();
            Told told = Aftermath.told(report, request.productVersion());
            TestRun.show(told, terms.output(), terminal, out);
            return new Aftermath(terms, err).of(told, report.folder(), stop);
        } catch (NoResultException nothing) {
            if (!stop.isStopped()) {
                throw nothing;
            }
            progress.close();
            err.println("llm-loadtest: stopped; " + nothing.getMessage());
            return ExitCode.INTERRUPTED;
        }
    }
}
