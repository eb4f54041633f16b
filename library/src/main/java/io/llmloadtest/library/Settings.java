package io.llmloadtest.library;

import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.GapLaw;
import io.llmloadtest.ledger.steady.Cuts;
import io.llmloadtest.load.plan.DatasetFormat;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.LengthPlan;
import io.llmloadtest.load.plan.LengthRule;
import io.llmloadtest.load.plan.LoadShape;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.plan.PlanBuilder;
import io.llmloadtest.load.plan.PromptPlan;
import io.llmloadtest.load.plan.WorkloadPlan;
import io.llmloadtest.load.target.BaseUrl;
import io.llmloadtest.load.target.SecretHeaders;
import io.llmloadtest.runner.EvidenceRequest;
import io.llmloadtest.runner.LogRequest;
import io.llmloadtest.runner.ProductVersion;
import io.llmloadtest.runner.RunRequest;
import io.llmloadtest.runner.SloRequest;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Tolerances;
import io.llmloadtest.verdict.slo.Slo;
import io.llmloadtest.wire.ClockChoice;
import io.llmloadtest.wire.ConnectionPolicy;
import io.llmloadtest.wire.Trust;
import io.llmloadtest.wire.Urgency;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Gathers what a {@link LoadTest} was told, once for each run, and makes it what the runner takes. */
final class Settings {

    final PlanBuilder plan = Plan.builder();
    final Map<String, String> headers = new LinkedHashMap<>();
    final Map<String, String> metricsHeaders = new LinkedHashMap<>();
    Optional<String> model = Optional.empty();
    Optional<String> apiKey = Optional.empty();
    Trust trust = new Trust.DefaultStore();
    Optional<Duration> waitReady = Optional.empty();
    Optional<List<Integer>> concurrency = Optional.empty();
    Optional<List<Double>> rates = Optional.empty();
    Optional<Double> burstiness = Optional.empty();
    boolean constantGaps;
    OptionalInt cap = OptionalInt.empty();
    Optional<Lengths> input = Optional.empty();
    Optional<Lengths> output = Optional.empty();
    Optional<Path> dataset = Optional.empty();
    long seed;
    Optional<String> slo = Optional.empty();
    Optional<Duration> goodTtft = Optional.empty();
    Optional<Duration> goodTpot = Optional.empty();
    Optional<Duration> goodE2e = Optional.empty();
    Tolerances tolerances = Tolerances.DEFAULT;
    boolean validated = true;
    List<URI> metricsUrls = List.of();
    LogRequest log = new LogRequest.Docker(Optional.empty());
    boolean exclusive;
    ClockChoice clock = ClockChoice.AUTO;
    Optional<Urgency> urgency = Optional.empty();
    ConnectionPolicy connections = ConnectionPolicy.pool();
    Path runs = Path.of("runs");
    Optional<Path> folder = Optional.empty();

    void tolerance(double fraction) {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalPlanException("--tolerance", Double.toString(fraction),
                    "give a fraction from 0 to below 1, such as 0.05 for 5 %");
        }
        tolerances = new Tolerances(fraction, tolerances.ttft(), tolerances.throughput(), tolerances.ttftAllowance(),
                tolerances.e2e(), tolerances.e2eAllowance(), tolerances.acceptances(), tolerances.shared());
    }

    void accept(List<String> names) {
        Set<FindingId> known = EnumSet.noneOf(FindingId.class);
        known.addAll(tolerances.accepted());
        names.forEach(name -> known.add(FindingId.named(name).orElseThrow(
                () -> new IllegalPlanException("--accept", name, "give the name of a finding, such as ttft-gap"))));
        tolerances = tolerances.accepting(known);
    }

    /**
     * The request to the runner.
     *
     * @throws IllegalPlanException when a setting is impossible
     * @throws io.llmloadtest.verdict.slo.IllegalSloException when objectives are
     */
    RunRequest request(BaseUrl server) {
        Optional<Slo> objectives = slo.map(Slo::parse);
        return new RunRequest(server, SecretHeaders.of(apiKey, headers), trust, clock,
                urgency.orElseGet(Urgency::best), connections, plan(objectives), waitReady, evidence(), tolerances,
                Cuts.NONE, objectives.map(slo -> new SloRequest(slo, Optional.empty())), runs, folder,
                ProductVersion.text());
    }

    private Plan plan(Optional<Slo> objectives) {
        model.ifPresent(plan::model);
        plan.goodput(objectives.map(promised -> promised.perRequest(limits())).orElseGet(this::limits));
        workload().ifPresent(plan::workload);
        return plan.runId(Plan.newRunId(ThreadLocalRandom.current())).shapes(shapes()).seed(seed).build();
    }

    private Optional<EvidenceRequest> evidence() {
        if (exclusive && !validated) {
            throw new IllegalPlanException("--exclusive with --skip-validation", "",
                    "leave one of them out: the server's metrics tell whether it is idle");
        }
        return validated
                ? Optional.of(new EvidenceRequest(metricsUrls, Map.copyOf(metricsHeaders), log,
                        EvidenceRequest.Snapshot.JUDGED, Optional.empty(), exclusive))
                : Optional.empty();
    }

    private Optional<WorkloadPlan> workload() {
        Optional<LengthRule> ofAnswers = output.map(lengths -> lengths.rule("--output-len"));
        if (dataset.isPresent()) {
            if (input.isPresent()) {
                throw new IllegalPlanException("--input-len with --dataset", dataset.get().toString(),
                        "give one of them");
            }
            return Optional
                    .of(WorkloadPlan.of(new PromptPlan.Dataset(dataset.get(), DatasetFormat.AUTO, ofAnswers)));
        }
        if (input.isEmpty() && output.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(WorkloadPlan.of(new LengthPlan.Drawn(
                input.map(lengths -> lengths.rule("--input-len")).orElse(WorkloadPlan.DEFAULT_INPUT),
                ofAnswers.orElse(WorkloadPlan.DEFAULT_OUTPUT))));
    }

    private List<LoadShape> shapes() {
        if (rates.isEmpty()) {
            if (burstiness.isPresent() || constantGaps || cap.isPresent()) {
                throw new IllegalPlanException(burstiness.isPresent()
                        ? "--burstiness"
                        : constantGaps ? "--arrival constant" : LoadShape.CAP, "",
                        "give it with --request-rate only");
            }
            return concurrency.orElse(List.of(1)).stream().<LoadShape>map(LoadShape.Closed::new).toList();
        }
        if (concurrency.isPresent()) {
            throw new IllegalPlanException("--concurrency with --request-rate", "",
                    "give --max-concurrency for the most in flight: a rate sends whatever is in flight");
        }
        List<LoadShape> shapes = new ArrayList<>();
        for (double rate : rates.get()) {
            if (!(rate > 0 && rate <= ArrivalProcess.MOST_PER_SECOND)) {
                throw new IllegalPlanException("--request-rate", Double.toString(rate), "give numbers above 0");
            }
            shapes.add(new LoadShape.Open(new ArrivalProcess.Drawn(rate, law(), seed + shapes.size()), cap));
        }
        return shapes;
    }

    private GapLaw law() {
        if (constantGaps && burstiness.isPresent()) {
            throw new IllegalPlanException("--burstiness with --arrival constant", "",
                    "give one of them: constant gaps have no shape");
        }
        double shape = burstiness.orElse(1.0);
        if (!(shape >= 0.001 && shape <= 1000)) {
            throw new IllegalPlanException("--burstiness", Double.toString(shape), "give a number from 0.001 to 1000");
        }
        return constantGaps ? new GapLaw.Constant() : new GapLaw.Gamma(shape);
    }

    private GoodputLimits limits() {
        return new GoodputLimits(millis(goodTtft), millis(goodTpot), millis(goodE2e));
    }

    private static OptionalDouble millis(Optional<Duration> most) {
        return most.isPresent() ? OptionalDouble.of(most.get().toNanos() / 1e6) : OptionalDouble.empty();
    }
}
