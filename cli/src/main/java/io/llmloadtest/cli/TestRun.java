package io.llmloadtest.cli;

import io.llmloadtest.cli.options.ExportOptions.Export;
import io.llmloadtest.cli.options.JudgingOptions;
import io.llmloadtest.cli.options.OutputOptions;
import io.llmloadtest.load.generator.StopSignal;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.report.ConsoleReport;
import io.llmloadtest.report.Style;
import io.llmloadtest.report.export.ExportInput;
import io.llmloadtest.runner.LoadTest;
import io.llmloadtest.runner.RunReport;
import io.llmloadtest.runner.RunRequest;
import io.llmloadtest.runner.SloRequest;
import io.llmloadtest.runner.UnusableTargetException;
import io.llmloadtest.store.ResultCodec;
import io.llmloadtest.store.RunDocument.EnvironmentView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.text.ConsoleBook;
import io.llmloadtest.text.Line;
import io.llmloadtest.text.PhraseBook;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs one load test in the foreground: progress on stderr, the result on stdout, Ctrl-C keeps what was measured. */
record TestRun(RunRequest request, OutputOptions output, JudgingOptions judging, List<Export> exports) {

    private static final long LONGEST_STOP_SECONDS = 60;

    ExitCode execute(PrintStream out, PrintStream err) {
        return execute(err, told -> show(told, output, Terminal.detect(), out));
    }

    /** The same without showing the result, of a run that is one among several. */
    ExitCode executeQuietly(PrintStream err) {
        return execute(err, _ -> {});
    }

    private ExitCode execute(PrintStream err, Consumer<Told> shown) {
        Terminal terminal = Terminal.detect();
        ConsoleBook book = ConsoleBook.of(output.language());
        StopSignal stop = new StopSignal();
        CountDownLatch finished = new CountDownLatch(1);
        Thread hook = new Thread(() -> stopAndWait(stop, finished), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        PrintStream quietly = output.quiet() ? new PrintStream(OutputStream.nullOutputStream()) : err;
        ProgressLine progress = new ProgressLine(quietly, terminal, levels(), book);
        try {
            RunReport report = new LoadTest(request, progress, stop).run();
            progress.close();
            Told told = told(report);
            shown.accept(told);
            err.println(book.say(Line.RUN_FOLDER, Map.of("folder", report.folder().toString())));
            ReportFile.write(told, report.folder(), output.language(), err);
            boolean exported = new Exports(exports, book, err).write(new ExportInput(report.document(),
                    PhraseBook.of(output.language()), Exports.requestsOf(report.folder()), () -> told.html(output.language()),
                    Exports.strictness(judging)));
            if (!exported && !stop.isStopped()) {
                return ExitCode.INTERNAL;
            }
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
                    ConsoleReport.render(told.document(), new Style(terminal.width(), terminal.colour(), terminal.unicode()),
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
