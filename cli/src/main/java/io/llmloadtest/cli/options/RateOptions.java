package io.llmloadtest.cli.options;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.GapLaw;
import io.llmloadtest.ledger.arrivals.RateProfile;
import io.llmloadtest.load.dataset.TraceFile;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.LoadShape;
import io.llmloadtest.load.plan.PlanBuilder;
import io.llmloadtest.load.plan.Trace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** When requests arrive, for load that does not wait for answers. */
@Heading("Load")
public final class RateOptions {

    private static final String RATE = "--request-rate";
    private static final String STAGES = "--stages";
    private static final String TRACE = "--trace";
    private static final String RAMP = "--ramp-up-strategy";

    @Option(names = RATE, paramLabel = "R[,R...]", description = "Requests sent per second, whatever is in flight; a list makes one level each; inf: all at once")
    private Optional<String> rates = Optional.empty();

    @Option(names = RAMP, paramLabel = "linear", description = "Let the rate go from --ramp-up-start-rps to --ramp-up-end-rps, over the -n requests or, without -n, over"
            + " the time of -d")
    private Optional<String> ramp = Optional.empty();

    @Option(names = "--ramp-up-start-rps", paramLabel = "R", description = "The rate that a ramp begins with")
    private Optional<Double> rampStart = Optional.empty();

    @Option(names = "--ramp-up-end-rps", paramLabel = "R", description = "The rate that a ramp ends with")
    private Optional<Double> rampEnd = Optional.empty();

    @Option(names = STAGES, paramLabel = "R:TIME[,R:TIME...]", description = "One rate after another, such as 5:30s,20:1m,5:30s; 0 is a pause")
    private Optional<String> stages = Optional.empty();

    @Option(names = TRACE, paramLabel = "FILE", description = "Replay a trace: when each request arrives, and its lengths. Mooncake's JSONL, BurstGPT's and Azure's CSV")
    private Optional<Path> trace = Optional.empty();

    @Option(names = "--trace-speed", paramLabel = "X[,X...]", description = "How many times as fast as recorded; a list makes one level each (default: 1)")
    private Optional<String> traceSpeeds = Optional.empty();

    @Option(names = "--burstiness", paramLabel = "B", description = "Shape of the gaps' gamma law: 1 is Poisson, less comes in bursts, more evenly (default: 1)")
    private Optional<Double> burstiness = Optional.empty();

    @Option(names = "--arrival", paramLabel = "poisson|constant", description = "Whether gaps are drawn or all alike (default: poisson)")
    private Optional<String> arrival = Optional.empty();

    @Option(names = "--max-concurrency", paramLabel = "N", description = "The most in flight where a rate or a trace says when requests arrive; else the same as -c")
    private Optional<String> cap = Optional.empty();

    /** Whether requests arrive by themselves. */
    boolean isOpen() {
        List<String> ways = ways();
        if (ways.size() > 1) {
            throw new IllegalPlanException(ways.get(0) + " with " + ways.get(1), "", "give one of them");
        }
        refuseStray(!ways.isEmpty() && trace.isEmpty());
        return !ways.isEmpty();
    }

    /** The first level of a search for a rate. */
    LoadShape searched(double first, long seed) {
        ways().stream().findFirst().ifPresent(way -> {
            throw new IllegalPlanException(way + " with --search", "", "leave it out: the search turns up the rate");
        });
        refuseStray(true);
        return open(new ArrivalProcess.Drawn(first, law(), seed));
    }

    private List<String> ways() {
        return Stream.of(rates.map(_ -> RATE), ramp.map(_ -> RAMP), stages.map(_ -> STAGES), trace.map(_ -> TRACE))
                .flatMap(Optional::stream).toList();
    }

    private void refuseStray(boolean drawn) {
        refuseUnless(ramp.isPresent(), "--ramp-up-start-rps", rampStart, RAMP + " linear");
        refuseUnless(ramp.isPresent(), "--ramp-up-end-rps", rampEnd, RAMP + " linear");
        refuseUnless(trace.isPresent(), "--trace-speed", traceSpeeds, TRACE);
        refuseUnless(drawn, "--burstiness", burstiness, RATE + ", " + RAMP + " or " + STAGES);
        refuseUnless(drawn, "--arrival", arrival, RATE + ", " + RAMP + " or " + STAGES);
    }

    /** Whether requests have their lengths from a trace. */
    boolean bringsLengths() {
        return trace.isPresent();
    }

    Optional<String> cap() {
        return cap;
    }

    /** One level for each rate, each with arrivals of its own. */
    List<LoadShape> shapes(long seed, Optional<Long> requests, Optional<Duration> duration) {
        if (trace.isPresent()) {
            return replays(TraceFile.read(trace.get()));
        }
        if (ramp.isPresent()) {
            return List.of(open(new ArrivalProcess.Drawn(ramp(requests, duration), law(), seed)));
        }
        if (stages.isPresent()) {
            return List.of(open(new ArrivalProcess.Drawn(stages(stages.get()), law(), seed)));
        }
        List<LoadShape> shapes = new ArrayList<>();
        for (String part : rates.orElse("").split(",", -1)) {
            shapes.add(open(process(part.strip(), seed + shapes.size())));
        }
        return shapes;
    }

    private LoadShape open(ArrivalProcess process) {
        return new LoadShape.Open(process, most());
    }

    private List<LoadShape> replays(Trace requests) {
        List<LoadShape> shapes = new ArrayList<>();
        for (String speed : traceSpeeds.orElse("1").split(",", -1)) {
            double times = number(speed.strip()).orElseThrow(() -> new IllegalPlanException("--trace-speed", speed,
                    "give numbers above 0, separated by commas, such as 1,2"));
            shapes.add(new LoadShape.Replay(requests, times, most()));
        }
        return shapes;
    }

    private ArrivalProcess process(String rate, long seed) {
        GapLaw law = law();
        if (rate.equalsIgnoreCase("inf")) {
            return new ArrivalProcess.AtOnce();
        }
        double perSecond = number(rate).filter(RateOptions::isRate).orElseThrow(() -> new IllegalPlanException(RATE,
                rate, "give numbers above 0, or inf, separated by commas, such as 5,10.5"));
        return new ArrivalProcess.Drawn(perSecond, law, seed);
    }

    /** As {@code vllm bench serve} does it (0.32.0): from request to request. Where only time ends the level, by time. */
    private RateProfile ramp(Optional<Long> requests, Optional<Duration> duration) {
        if (!ramp.orElse("").equalsIgnoreCase("linear")) {
            throw new IllegalPlanException(RAMP, ramp.orElse(""), "give linear");
        }
        double from = end("--ramp-up-start-rps", rampStart);
        double to = end("--ramp-up-end-rps", rampEnd);
        return requests.isEmpty() && duration.isPresent()
                ? new RateProfile.RampByTime(from, to, duration.get().toNanos() / 1e9)
                : new RateProfile.RampByCount(from, to, Math.max(1, requests.orElse(PlanBuilder.DEFAULT_REQUESTS)));
    }

    private static double end(String option, Optional<Double> rate) {
        return rate.filter(RateOptions::isRate).orElseThrow(() -> new IllegalPlanException(option,
                rate.map(String::valueOf).orElse(""), "give a number above 0 with " + RAMP));
    }

    private static RateProfile stages(String text) {
        List<RateProfile.Stage> all = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] sides = part.split(":", 2);
            Optional<Double> rate = number(sides[0].strip()).filter(number -> number == 0 || isRate(number));
            Optional<Duration> time = sides.length == 2 ? duration(sides[1]) : Optional.empty();
            if (rate.isEmpty() || time.filter(Duration::isPositive).isEmpty()) {
                throw new IllegalPlanException(STAGES, part.strip(),
                        "give rates with times, separated by commas, such as 5:30s,20:1m");
            }
            all.add(new RateProfile.Stage(rate.get(), time.get().toNanos() / 1e9));
        }
        if (all.stream().allMatch(stage -> stage.perSecond() == 0)) {
            throw new IllegalPlanException(STAGES, text, "give at least one rate above 0");
        }
        return new RateProfile.Stages(all);
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(new Durations().convert(text));
        } catch (TypeConversionException _) {
            return Optional.empty();
        }
    }

    private GapLaw law() {
        double shape = burstiness.orElse(1.0);
        if (!(shape >= 0.001) || shape > 1000) {
            throw new IllegalPlanException("--burstiness", burstiness.map(String::valueOf).orElse(""),
                    "give a number from 0.001 to 1000");
        }
        return switch (arrival.orElse("poisson").toLowerCase(Locale.ROOT)) {
            case "poisson", "gamma" -> new GapLaw.Gamma(shape);
            case "constant" -> {
                if (burstiness.isPresent()) {
                    throw new IllegalPlanException("--burstiness with --arrival constant", "",
                            "give one of them: constant gaps have no shape");
                }
                yield new GapLaw.Constant();
            }
            default -> throw new IllegalPlanException("--arrival", arrival.orElse(""), "give poisson or constant");
        };
    }

    private OptionalInt most() {
        try {
            return cap.isPresent() ? OptionalInt.of(Integer.parseInt(cap.get().strip())) : OptionalInt.empty();
        } catch (NumberFormatException noNumber) {
            throw new IllegalPlanException("--max-concurrency", cap.orElse(""),
                    "give one whole number from 1 where a rate or a trace says when requests arrive");
        }
    }

    private static boolean isRate(double number) {
        return number > 0 && number <= ArrivalProcess.MOST_PER_SECOND;
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    private static void refuseUnless(boolean fits, String option, Optional<?> given, String with) {
        if (given.isPresent() && !fits) {
            throw new IllegalPlanException(option, String.valueOf(given.get()), "give it with " + with + " only");
        }
    }
}
