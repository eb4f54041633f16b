package io.llmloadtest.cli;

import io.llmloadtest.cli.options.OutputOptions;
import io.llmloadtest.cli.options.ResultTerms;
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
import io.llmloadtest.text.ConsoleBook;
import io.llmloadtest.text.PhraseBook;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Runs one load test in the foreground: progress on stderr, the result on stdout, Ctrl-C keeps what was measured. */
record TestRun(RunRequest request, ResultTerms terms) {

    ExitCode execute(PrintStream out, PrintStream err) {
        return execute(err, told -> show(told, terms.output(), Terminal.detect(), out));
    }

    /** The same without showing the result, of a run that is one among several. */
    ExitCode executeQuietly(PrintStream err) {
        return execute(err, _ -> {});
    }

    private ExitCode execute(PrintStream err, Consumer<Told> shown) {
        Exports.of(terms, err).refuseImpossible();
        Terminal terminal = Terminal.detect();
        ConsoleBook book = ConsoleBook.of(terms.output().language());
        StopSignal stop = new StopSignal();
        PrintStream quietly = terms.output().quiet() ? new PrintStream(OutputStream.nullOutputStream()) : err;
        ProgressLine progress = new ProgressLine(quietly, terminal, levels(), book);
        try (StopOnExit _ = StopOnExit.of(stop)) {
            RunReport report = new LoadTest(request, progress, stop).run();
            progress.close();
            Told told = Aftermath.told(report, request.productVersion());
            shown.accept(told);
            return new Aftermath(terms, err).of(told, report.folder(), stop);
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
        }
    }

    /** How many levels there will be; of a search nobody knows. */
    private OptionalInt levels() {
        return request.slo().flatMap(SloRequest::search).isPresent()
                ? OptionalInt.empty()
                : OptionalInt.of(request.plan().levels().size());
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
}
