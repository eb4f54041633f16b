package io.llmloadtest.cli;

import io.llmloadtest.cli.options.ExportOptions.Export;
import io.llmloadtest.cli.options.JudgingOptions;
import io.llmloadtest.cli.options.OutputOptions;
import io.llmloadtest.load.generator.StopSignal;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.runner.Audit;
import io.llmloadtest.runner.AuditRequest;
import io.llmloadtest.runner.NoResultException;
import io.llmloadtest.runner.RunReport;
import io.llmloadtest.runner.UnusableTargetException;
import io.llmloadtest.text.ConsoleBook;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;

/** Runs one audit in the foreground: the command's words and our progress on stderr, the result on stdout. */
record AuditRun(AuditRequest request, OutputOptions output, JudgingOptions judging, List<Export> exports) {

    ExitCode execute(PrintStream out, PrintStream err) {
        Terminal terminal = Terminal.detect();
        StopSignal stop = new StopSignal();
        PrintStream quietly = output.quiet() ? new PrintStream(OutputStream.nullOutputStream()) : err;
        ProgressLine progress = new ProgressLine(quietly, terminal, OptionalInt.of(1),
                ConsoleBook.of(output.language()));
        try (StopOnExit _ = StopOnExit.of(stop)) {
            request.command().missingOptions().ifPresent(options -> quietly.println(
                    "note: without " + options + " only totals can be judged, and no latency"));
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
            TestRun.show(told, output, terminal, out);
            return new Aftermath(output, judging, exports, err).of(told, report.folder(), stop);
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
