package io.llmloadtest.cli.options;

import io.llmloadtest.runner.SloRequest;
import io.llmloadtest.verdict.slo.Axis;
import io.llmloadtest.verdict.slo.Peak;
import io.llmloadtest.verdict.slo.SearchPlan;
import io.llmloadtest.verdict.slo.Slo;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The search for the highest level that meets the objectives. */
@Heading("Objectives")
public final class SearchOptions {

    private static final int MOST_CONCURRENCY = 65_535;
    private static final int MOST_RATE = 100_000;
    private static final Duration LONGEST = Duration.ofDays(30);

    @Option(names = "--search", paramLabel = "concurrency|rate", description = "Search the highest concurrency or rate that meets --slo: double, then halve the gap, then try both edges again."
            + " A level has -n requests, but at least ten waves, or ten seconds of a rate, and what the percentiles of --slo take; or the time of -d")
    private Optional<String> axis = Optional.empty();

    @Option(names = "--search-range", paramLabel = "FROM..TO", description = "Where to search (default: 1..256, of a rate 1..100)")
    private Optional<String> range = Optional.empty();

    @Option(names = "--search-precision", paramLabel = "FRACTION", description = "How close the highest met and the lowest missed shall be (default: 0.1; whole numbers may be neighbours)")
    private Optional<Double> precision = Optional.empty();

    @Option(names = "--search-repeats", paramLabel = "N", description = "Levels at each edge at most, of which the majority decides; odd (default: 3)")
    private Optional<Integer> repeats = Optional.empty();

    @Option(names = "--search-time", paramLabel = "TIME", converter = Durations.class, description = "No new level after this time (default: 1h)")
    private Optional<Duration> time = Optional.empty();

    @Option(names = "--peak-rate", paramLabel = "R", description = "Count the replicas that R requests per second at peak need, by what --search finds")
    private Optional<Double> peakRate = Optional.empty();

    @Option(names = "--head-room", paramLabel = "FRACTION", description = "How much more than --peak-rate shall be possible (default: 0.2)")
    private Optional<Double> headRoom = Optional.empty();

    /** What the run is held against; empty without objectives. */
    public Optional<SloRequest> request(Optional<Slo> slo) {
        if (axis.isEmpty()) {
            Map<String, Optional<?>> all = new LinkedHashMap<>();
            all.put("--search-range", range);
            all.put("--search-precision", precision);
            all.put("--search-repeats", repeats);
            all.put("--search-time", time);
            all.put("--peak-rate", peakRate);
            all.put("--head-room", headRoom);
            all.forEach((option, value) -> value.ifPresent(_ -> {
                throw refuse(option, "give it with --search concurrency or --search rate");
            }));
            return slo.map(objectives -> new SloRequest(objectives, Optional.empty()));
        }
        if (slo.isEmpty()) {
            throw refuse("--search", "say with --slo what is to be met, such as --slo 'ttft.p95<500,tpot.p95<50'");
        }
        return Optional.of(new SloRequest(slo.get(), Optional.of(plan())));
    }

    private SearchPlan plan() {
        Axis turned = Axis.named(axis.orElse("").toLowerCase(Locale.ROOT))
                .orElseThrow(() -> refuse("--search '" + axis.orElse("") + "'", "give concurrency or rate"));
        double[] ends = range(turned);
        double close = precision.orElse(SearchPlan.USUAL_PRECISION);
        if (!(close >= 0.01 && close <= 1)) {
            throw refuse("--search-precision " + close, "give a fraction from 0.01 to 1, such as 0.1 for 10 %");
        }
        int times = repeats.orElse(SearchPlan.USUAL_REPEATS);
        if (times < 1 || times > 9 || times % 2 == 0) {
            throw refuse("--search-repeats " + times, "give 1, 3, 5, 7 or 9, so that a majority can decide");
        }
        Duration longest = time.orElse(SearchPlan.USUAL_TIME);
        if (!longest.isPositive() || longest.compareTo(LONGEST) > 0) {
            throw refuse("--search-time " + longest.toSeconds() + "s", "give a time above 0 and up to 720h");
        }
        return new SearchPlan(turned, ends[0], ends[1], close, times, longest, peak());
    }

    private double[] range(Axis turned) {
        String given = range.orElse(turned == Axis.RATE ? "1..100" : "1..256");
        String[] ends = given.split("\\.\\.", 2);
        double most = turned == Axis.RATE ? MOST_RATE : MOST_CONCURRENCY;
        try {
            double from = Double.parseDouble(ends[0]);
            double to = Double.parseDouble(ends.length < 2 ? "" : ends[1]);
            boolean whole = turned == Axis.RATE || (from == Math.rint(from) && to == Math.rint(to));
            if (from > 0 && from <= to && to <= most && whole) {
                return new double[]{from, to};
            }
        } catch (NumberFormatException noNumber) {
            // said below, as for numbers that do not fit
        }
        throw refuse("--search-range '" + given + "'", turned == Axis.RATE
                ? "give two rates above 0, such as 0.5..50"
                : "give two whole numbers from 1 to " + MOST_CONCURRENCY + ", such as 1..256");
    }

    private Optional<Peak> peak() {
        double room = headRoom.orElse(Peak.USUAL_HEAD_ROOM);
        if (!(room >= 0 && room <= 10)) {
            throw refuse("--head-room " + room, "give a fraction from 0 to 10, such as 0.2 for 20 %");
        }
        if (peakRate.isEmpty() && headRoom.isPresent()) {
            throw refuse("--head-room", "give it with --peak-rate");
        }
        return peakRate.map(rate -> {
            if (!(rate > 0) || Double.isInfinite(rate)) {
                throw refuse("--peak-rate " + rate, "give requests per second above 0");
            }
            return new Peak(rate, room);
        });
    }

    private OptionMistake refuse(String option, String allowed) {
        return new OptionMistake(option + " is not possible: " + allowed);
    }
}
