package io.llmloadtest.cli;

import io.llmloadtest.cli.options.OptionMistake;
import io.llmloadtest.calibrate.Calibration;
import io.llmloadtest.calibrate.CalibrationReport;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.runner.ClientLimits;
import io.llmloadtest.text.ConsoleBook;
import io.llmloadtest.text.Line;
import io.llmloadtest.wire.ClockChoice;
import io.llmloadtest.wire.Target;
import io.llmloadtest.wire.Urgency;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the measuring instrument: what this machine resolves. */
@Command(name = "calibrate", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Measure in ten seconds what this machine can resolve.",
        "Told is how far the latencies that a load test reports are from those of a server that stamps each chunk before it writes it, at several numbers of streams. The server runs here, on loopback, and has its",
        "share of the processors: on a machine of its own the client does no worse. Let nothing else run meanwhile."}, footer = {
                "",
                "--format json prints {\"schema_version\": \"1\", \"client_clock\", \"client_priority\", \"clock_step_nanos\", \"gap_ms\",",
                "\"rows\": [{\"streams\", \"requests\", \"chunks_per_second\", \"ttft_error_p50_ms\", \"ttft_error_p99_ms\",",
                "\"itl_error_p50_ms\", \"itl_error_p99_ms\", \"loop_late_p99_ms\", \"blocked_chunks\"}], \"flood\": {\"streams\",",
                "\"chunks_per_second\", \"cpu_seconds_per_million_chunks\"}, \"resolved_streams\", \"resolved_itl_ms\",",
                "\"sentence\"}; what is not known is null.", "", "Examples:", "  llm-loadtest calibrate",
                "  llm-loadtest calibrate --streams 1,1000 --clock user --format json"})
final class CalibrateCommand implements Callable<Integer> {

    private static final int MOST_STREAMS = 20_000;

    @Option(names = "--streams", paramLabel = "N[,N...]", description = "How many streams at a time; each number is measured, about two seconds each (default: 1,32,128,512)")
    private String streams = String.join(",", Calibration.USUAL.stream().map(String::valueOf).toList());

    @Option(names = "--clock", paramLabel = "auto|kernel|user", description = "What stamps arrivals, as for run (default: auto)")
    private String clock = "auto";

    @Option(names = "--priority", paramLabel = "auto|normal", description = "How the system shall run the event loop, as for run (default: auto)")
    private String priority = "auto";

    @Option(names = "--format", paramLabel = "console|json", description = "How the result is printed (default: console)")
    private String format = "console";

    @Option(names = "--lang", paramLabel = "en|ko", description = "Language of the table (default: from the locale)")
    private String language = Locale.getDefault().getLanguage();

    @Override
    public Integer call() {
        boolean json = isJson();
        ClockChoice choice = choice();
        Target target = Target.plain("127.0.0.1", 1);
        if (choice == ClockChoice.KERNEL) {
            choice.whyNotKernel(target).ifPresent(why -> {
                throw new UserMistake(ExitCode.USAGE, "--clock kernel cannot be used here: " + why);
            });
        }
        Calibration calibration = new Calibration(counts(), choice.of(target), Urgency.chosen(priority)
                .orElseThrow(() -> OptionMistake.of("--priority", priority, "auto or normal")));
        try {
            ClientLimits limits = ClientLimits.here(target.host());
            calibration.streams().forEach(count -> limits.requireStreams("--streams", count));
            ConsoleBook book = ConsoleBook.of(Locale.of(language));
            CalibrationReport report = calibration.measure(step -> System.err.println(said(step, book)));
            CalibrationText text = new CalibrationText(report, book);
            System.out.print(json ? text.json() : text.table());
            System.out.flush();
            return ExitCode.DONE.number();
        } catch (IllegalPlanException impossible) {
            throw new UserMistake(ExitCode.USAGE, impossible);
        } catch (IOException failed) {
            throw new UserMistake(ExitCode.TARGET, "this machine could not be measured: " + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED.number();
        }
    }

    private static String said(Calibration.Step step, ConsoleBook book) {
        return switch (step) {
            case Calibration.Step.WarmingUp() -> book.say(Line.CALIBRATE_WARMING_UP);
            case Calibration.Step.AtStreams(int streams) ->
                book.say(Line.CALIBRATE_AT_STREAMS, Map.of("streams", Integer.toString(streams)));
            case Calibration.Step.Flooding() -> book.say(Line.CALIBRATE_FLOODING);
        };
    }

    private List<Integer> counts() {
        List<Integer> counts = new ArrayList<>();
        for (String part : streams.split(",", -1)) {
            if (!part.strip().matches("[1-9]\\d{0,4}") || Integer.parseInt(part.strip()) > MOST_STREAMS) {
                throw OptionMistake.of("--streams", streams, "whole numbers from 1 to " + MOST_STREAMS
                        + ", separated by commas, such as 1,32,512");
            }
            counts.add(Integer.valueOf(part.strip()));
        }
        return counts;
    }

    private ClockChoice choice() {
        return Stream.of(ClockChoice.values()).filter(known -> known.name().equalsIgnoreCase(clock)).findFirst()
                .orElseThrow(() -> OptionMistake.of("--clock", clock, "auto, kernel or user"));
    }

    private boolean isJson() {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "json" -> true;
            case "console" -> false;
            default -> throw OptionMistake.of("--format", format, "console or json");
        };
    }
}
