package io.llmloadtest.cli.options;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.GapLaw;
import io.llmloadtest.load.plan.LoadShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** When requests arrive, for load that does not wait for answers. */
public final class RateOptions {

    private static final double FASTEST = 1_000_000;

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--request-rate", paramLabel = "R[,R...]", description = "Requests sent per second, whatever is in flight; a list makes one level each; inf: all at once")
    private Optional<String> rates = Optional.empty();

    @Option(names = "--burstiness", paramLabel = "B", description = "Shape of the gaps' gamma law: 1 is Poisson, less comes in bursts, more evenly (default: 1)")
    private Optional<Double> burstiness = Optional.empty();

    @Option(names = "--arrival", paramLabel = "poisson|constant", description = "Whether gaps are drawn or all alike (default: poisson)")
    private Optional<String> arrival = Optional.empty();

    @Option(names = "--max-concurrency", paramLabel = "N", description = "The most in flight with --request-rate; without it the same as -c")
    private Optional<String> cap = Optional.empty();

    boolean isOpen() {
        if (rates.isEmpty() && (burstiness.isPresent() || arrival.isPresent())) {
            throw wrong((burstiness.isPresent() ? "--burstiness" : "--arrival") + " goes with --request-rate only");
        }
        return rates.isPresent();
    }

    Optional<String> cap() {
        return cap;
    }

    /** One level for each rate, each with arrivals of its own. */
    List<LoadShape> shapes(long seed) {
        List<LoadShape> shapes = new ArrayList<>();
        for (String part : rates.orElse("").split(",", -1)) {
            shapes.add(new LoadShape.Open(process(part.strip(), seed + shapes.size()), most()));
        }
        return shapes;
    }

    private ArrivalProcess process(String rate, long seed) {
        GapLaw law = law();
        if (rate.equalsIgnoreCase("inf")) {
            return new ArrivalProcess.AtOnce();
        }
        double perSecond = number(rate);
        if (!(perSecond > 0) || perSecond > FASTEST) {
            throw refuse("--request-rate", rate, "numbers above 0, or inf, separated by commas, such as 5,10.5");
        }
        return new ArrivalProcess.Drawn(perSecond, law, seed);
    }

    private GapLaw law() {
        double shape = burstiness.orElse(1.0);
        if (!(shape >= 0.001) || shape > 1000) {
            throw refuse("--burstiness", burstiness.map(String::valueOf).orElse(""), "a number from 0.001 to 1000");
        }
        return switch (arrival.orElse("poisson").toLowerCase(Locale.ROOT)) {
            case "poisson" -> new GapLaw.Gamma(shape);
            case "constant" -> {
                if (burstiness.isPresent()) {
                    throw wrong("--burstiness goes with drawn gaps only: leave out --arrival constant");
                }
                yield new GapLaw.Constant();
            }
            default -> throw refuse("--arrival", arrival.orElse(""), "poisson or constant");
        };
    }

    private OptionalInt most() {
        try {
            return cap.isPresent() ? OptionalInt.of(Integer.parseInt(cap.get().strip())) : OptionalInt.empty();
        } catch (NumberFormatException noNumber) {
            throw refuse("--max-concurrency", cap.orElse(""), "with --request-rate one whole number from 1");
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException noNumber) {
            return Double.NaN;
        }
    }

    private ParameterException refuse(String option, String value, String allowed) {
        return wrong(option + ": '" + value + "' cannot be used; allowed: " + allowed);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
