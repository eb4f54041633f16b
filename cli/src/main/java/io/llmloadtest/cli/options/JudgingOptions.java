package io.llmloadtest.cli.options;

import io.llmloadtest.verdict.Acceptance;
import io.llmloadtest.verdict.Tolerances;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** How strictly the run is judged, and which outcomes make the command fail. */
@Heading("Judging")
public final class JudgingOptions {

    /** Tells whether an acceptance is over. */
    private final Clock clock = Clock.systemUTC();

    @Option(names = "--tolerance", paramLabel = "FRACTION", description = "How far counts may differ (default: 0.05, that is 5 %%)")
    private double counts = Tolerances.DEFAULT.counts();

    @Option(names = "--ttft-tolerance", paramLabel = "FRACTION", description = "How far the mean TTFT may differ (default: 0.10)")
    private double ttft = Tolerances.DEFAULT.ttft();

    @Option(names = "--throughput-tolerance", paramLabel = "FRACTION", description = "How far throughput may differ (default: 0.10)")
    private double throughput = Tolerances.DEFAULT.throughput();

    @Option(names = "--ttft-allowance", paramLabel = "TIME", converter = Durations.class, description = "What may be left of a TTFT gap after its known parts (default: 10ms)")
    private Duration ttftAllowance = Tolerances.DEFAULT.ttftAllowance();

    @Option(names = "--strict", description = "Counts must be equal")
    private boolean strict;

    @Option(names = "--shared", description = "Others use the server too: it must have counted at least what was sent, and what it has beyond is theirs")
    private boolean shared;

    @Option(names = "--accept", paramLabel = "FINDING[=UNTIL][,...]", description = "A finding that you know of: --fail-on and --slo pass over it and the rows that it alone explains; it is shown all the same, and the verdict stays a warning."
            + " With a last day, such as foreign-traffic=2026-12-31, it counts again after that (UTC)")
    private List<String> accepted = new ArrayList<>();

    @Option(names = "--fail-on", paramLabel = "warning,unverified,slo", description = "Exit with 4 when the verdict is a warning, with 5 when nothing could be verified, with 7 when --slo is not known to be met")
    private Optional<String> failOn = Optional.empty();

    @Option(names = "--max-error-rate", paramLabel = "FRACTION", description = "Exit with 6 when more than this share of the requests failed (0.01 is 1 %%)")
    private Optional<Double> maxErrorRate = Optional.empty();

    /** The outcomes that make the command fail. */
    public enum FailOn {
        WARNING, UNVERIFIED, SLO
    }

    /** The tolerances. */
    public Tolerances tolerances() {
        fraction("--tolerance", counts);
        fraction("--ttft-tolerance", ttft);
        fraction("--throughput-tolerance", throughput);
        Tolerances given = new Tolerances(counts, ttft, throughput, ttftAllowance, Tolerances.DEFAULT.e2e(),
                Tolerances.DEFAULT.e2eAllowance(), acceptances(), shared);
        return strict ? given.strict() : given;
    }

    private List<Acceptance> acceptances() {
        try {
            return Acceptances.parse(accepted, LocalDate.now(clock));
        } catch (IllegalArgumentException impossible) {
            throw new OptionMistake("--accept: " + impossible.getMessage());
        }
    }

    /** What makes the command fail. */
    public Set<FailOn> failOn() {
        Set<FailOn> all = new LinkedHashSet<>();
        failOn.ifPresent(list -> Arrays.stream(list.split(",")).map(word -> word.strip().toUpperCase(Locale.ROOT))
                .forEach(word -> all.add(failOn(word))));
        return all;
    }

    private FailOn failOn(String word) {
        return Arrays.stream(FailOn.values()).filter(known -> known.name().equals(word)).findFirst()
                .orElseThrow(
                        () -> OptionMistake.of("--fail-on", word.toLowerCase(Locale.ROOT), "warning, unverified, slo"));
    }

    /** The share of failed requests above which the command fails. */
    public Optional<Double> maxErrorRate() {
        maxErrorRate.ifPresent(rate -> {
            if (!(rate >= 0 && rate <= 1)) {
                throw new OptionMistake(
                        "--max-error-rate: " + rate + " cannot be used; allowed: a fraction from 0 to 1");
            }
        });
        return maxErrorRate;
    }

    private void fraction(String option, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new OptionMistake(option + ": " + value
                    + " cannot be used; allowed: a fraction from 0 to below 1, such as 0.05 for 5 %");
        }
    }
}
