package io.llmloadtest.cli;

import io.llmloadtest.cli.options.JudgingOptions;
import io.llmloadtest.cli.options.OutputOptions;
import io.llmloadtest.load.generator.StopSignal;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.report.ConsoleReport;
import io.llmloadtest.report.Style;
import io.llmloadtest.runner.LoadTest;
import io.llmloadtest.runner.RunReport;
import io.llmloadtest.runner.RunRequest;
import io.llmloadtest.runner.SloRequest;
import io.llmloadtest.runner.UnusableTargetException;
import io.llmloadtest.store.ResultCodec;
import io.llmloadtest.store.RunDocument.EnvironmentView;
import io.llmloadtest.text.PhraseBook;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs one load test in the foreground: progress on stderr, the result on stdout, Ctrl-C keeps what was measured. */
record TestRun(RunRequest request, OutputOptions output, JudgingOptions judging) {

    private static final long LONGEST_STOP_SECONDS = 60;

    ExitCode execute(PrintStream out, PrintStream err) {
        Terminal terminal = Terminal.detect();
        StopSignal stop = new StopSignal();
        CountDownLatch finished = new CountDownLatch(1);
        Thread hook = new Thread(() -> stopAndWait(stop, finished), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        PrintStream quietly = output.quiet() ? new PrintStream(OutputStream.nullOutputStream()) : err;
        ProgressLine progress = new ProgressLine(quietly, terminal, levels());
        try {
            RunReport report = new LoadTest(request, progress, stop).run();
            progress.close();
            Told told = told(report);
            show(told, output, terminal, out);
            err.println("run folder: " + report.folder());
            ReportFile.write(told, report.folder(), output.language(), err);
            return stop.isStopped() ? ExitCode.INTERRUPTED : Outcomes.exitCode(report.document(), judging);
        } catch (UnusableTargetException unusable) {
            progress.close();
            throw new UserMistake(ExitCode.TARGET, unusable.problem().message());
        } catch (IllegalPlanException impossible) {
            progress.close();
            throw new UserMistake(ExitCode.USAGE, impossible);
        } catch (IOException disk) {
            progress.close();
            throw new UserMistake(ExitCode.INTERNAL, "the run could not be recorded: " + disk.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        } finally {
            finished.countDown();
            forget(hook);
        }
    }

    /** How many levels there will be; of a search nobody knows. */
    private OptionalInt levels() {
        return request.slo().flatMap(SloRequest::search).isPresent()
                ? OptionalInt.empty()
                : OptionalInt.of(request.plan().levels().size());
    }

    private Told told(RunReport report) {
        return new Told(report.document(), Optional.of(EnvironmentView.current(request.productVersion())),
                report.chronicle());
    }

    /** Prints a result the way the user asked for. */
    static void show(Told told, OutputOptions output, Terminal terminal, PrintStream out) {
        switch (output.format()) {
            case JSON -> out.writeBytes(ResultCodec.encode(told.document()));
            case HTML -> out.writeBytes(told.html(output.language()).getBytes(StandardCharsets.UTF_8));
            case CONSOLE -> out.print(
                    ConsoleReport.render(told.document(),
                            new Style(terminal.width(), terminal.colour(), terminal.unicode()),
                            PhraseBook.of(output.language())));
        }
        out.flush();
    }

    /** Runs when the process is asked to end: the run comes to its end, then the process does, with the right code. */
    private static void stopAndWait(StopSignal stop, CountDownLatch finished) {
        stop.stop();
        try {
            if (finished.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                System.out.flush();
                System.err.flush();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            // the hook is running: it ends the process
        }
    }
}
