package io.llmloadtest.cli.options;

import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.steady.Cuts;
import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.plan.ExtraBody;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.LoadShape;
import io.llmloadtest.load.plan.ModelMix;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.plan.PlanBuilder;
import io.llmloadtest.load.plan.TokensPerChunk;
import io.llmloadtest.load.plan.WorkloadPlan;
import io.llmloadtest.runner.SloRequest;
import io.llmloadtest.verdict.slo.IllegalSloException;
import io.llmloadtest.verdict.slo.SearchPlan;
import io.llmloadtest.wire.ClockChoice;
import io.llmloadtest.wire.Urgency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How much load, and of what kind. */
@Heading("Load")
public final class LoadOptions {

    @Option(names = {"-c",
            "--concurrency"}, paramLabel = "N[,N...]", description = "Requests kept in flight; a list makes one level each (default: 1)")
    private Optional<String> concurrency = Optional.empty();

    @Option(names = {"-n", "--num-prompts",
            "--requests"}, paramLabel = "N", description = "Requests of each level (default: 100, or as many as fit into --duration)")
    private Optional<Long> requests = Optional.empty();

    @Option(names = {"-d",
            "--duration"}, paramLabel = "TIME", converter = Durations.class, description = "Time of each level; with -n whichever comes first")
    private Optional<Duration> duration = Optional.empty();

    @Mixin
    private RateOptions rate = new RateOptions();

    @Mixin
    private StatisticsOptions statistics = new StatisticsOptions();

    @Mixin
    private WorkloadOptions workload = new WorkloadOptions();

    @Heading("Workload")
    @Option(names = "--endpoint", paramLabel = "chat|completions|embeddings", description = "Chat completions, completions or embeddings (default: chat)")
    private String endpoint = "chat";

    @Heading("Workload")
    @Option(names = "--no-stream", description = "Ask for whole answers instead of streams")
    private boolean noStream;

    @Option(names = {"--warmup",
            "--num-warmups"}, paramLabel = "N", description = "Requests before each level, not measured (default: one wave, as many as -c; 0: none)")
    private Optional<Integer> warmUp = Optional.empty();

    @Option(names = "--timeout", paramLabel = "TIME", converter = Durations.class, description = "The most one request may take, in all (default: 10m)")
    private Duration timeout = Duration.ofMinutes(10);

    @Heading("Workload")
    @Option(names = "--extra-body", paramLabel = "JSON", description = "Fields added to every request's body")
    private Optional<String> extraBody = Optional.empty();

    @Heading("Objectives")
    @Option(names = "--goodput", paramLabel = "ttft:MS,tpot:MS,e2e:MS", description = "A request is good when it meets all of these")
    private List<String> goodput = new ArrayList<>();

    @Heading("Workload")
    @Option(names = "--seed", paramLabel = "N", description = "Governs the text of the prompts and when requests arrive (default: 0)")
    private long seed;

    @Heading("Workload")
    @Option(names = "--replay-prompts", description = "Send the very same prompts as another run with this seed; the server's cache may be warm then")
    private boolean replayPrompts;

    @Heading("Measurement")
    @Option(names = "--tokens-per-chunk", paramLabel = "off|usage|ids", description = "Have streams tell how many tokens each chunk holds, so that ITL is per token: the usage so far on each chunk, or the token ids; more work for the server (default: off, ITL is per chunk)")
    private String tokensPerChunk = "off";

    @Heading("Measurement")
    @Option(names = "--clock", paramLabel = "auto|kernel|user", description = "What stamps arrivals: the kernel's network stack, or this program as it gets to read them (default: auto, which is the kernel for plain HTTP on Linux)")
    private String clock = "auto";

    /** Which clock shall stamp arrivals. */
    public ClockChoice clock() {
        return Stream.of(ClockChoice.values()).filter(choice -> choice.name().equalsIgnoreCase(clock)).findFirst()
                .orElseThrow(() -> OptionMistake.of("--clock", clock, "auto, kernel or user"));
    }

    @Heading("Measurement")
    @Option(names = "--priority", paramLabel = "auto|normal", description = "How the system shall run the event loop: auto asks for real-time priority, so that it is on time beside a busy server; root and CAP_SYS_NICE get it (default: auto)")
    private String priority = "auto";

    /** How urgently the event loop is to be run. */
    public Urgency urgency() {
        return Urgency.chosen(priority).orElseThrow(() -> OptionMistake.of("--priority", priority, "auto or normal"));
    }

    /** The plan for the models that were named, if any; of a search its first level. */
    public Plan plan(String runId, Optional<ModelMix> models, Optional<SloRequest> slo) {
        try {
            PlanBuilder plan = Plan.builder().runId(runId).endpoint(endpoint()).streamed(!noStream)
                    .shapes(slo.flatMap(SloRequest::search).map(this::firstOf).orElseGet(this::shapes))
                    .workload(requests()).timeout(timeout).seed(seed).replayPrompts(replayPrompts)
                    .repeats(statistics.repeats()).tokensPerChunk(TokensPerChunk.parse(tokensPerChunk))
                    .goodput(slo.map(SloRequest::slo).map(objectives -> objectives.perRequest(limits()))
                            .orElseGet(this::limits));
            models.ifPresent(mix -> plan.model(mix.first()).workload(requests().with(mix)));
            requests.ifPresent(plan::requests);
            duration.ifPresent(plan::duration);
            warmUp.ifPresent(plan::warmUp);
            extraBody.ifPresent(json -> plan.extraBody(ExtraBody.parse(json)));
            return plan.build();
        } catch (IllegalPlanException impossible) {
            throw new OptionMistake(impossible);
        } catch (IllegalSloException impossible) {
            throw new OptionMistake("--slo: " + impossible.getMessage());
        }
    }

    /** What is cut off each level before its steady figures are taken. */
    public Cuts cuts() {
        try {
            return statistics.cuts();
        } catch (IllegalPlanException impossible) {
            throw new OptionMistake(impossible);
        }
    }

    private Endpoint endpoint() {
        return switch (endpoint.toLowerCase(Locale.ROOT)) {
            case "chat", "/v1/chat/completions", "openai-chat" -> Endpoint.CHAT_COMPLETIONS;
            case "completions", "/v1/completions", "openai" -> Endpoint.COMPLETIONS;
            case "embeddings", "/v1/embeddings", "openai-embeddings" -> Endpoint.EMBEDDINGS;
            default -> throw OptionMistake.of("--endpoint", endpoint, "chat, completions or embeddings");
        };
    }

    private WorkloadPlan requests() {
        WorkloadPlan plan = workload.plan(endpoint());
        return rate.bringsLengths() ? plan.byArrival() : plan;
    }

    private List<LoadShape> firstOf(SearchPlan search) {
        if (statistics.repeats() != 1) {
            throw new OptionMistake(
                    "--repeat goes with no --search, which runs levels again itself; give --search-repeats");
        }
        if (concurrency.isPresent()) {
            throw new OptionMistake(
                    "--concurrency goes with no --search, which says how many are in flight; give --search-range");
        }
        return switch (search.axis()) {
            case RATE -> List.of(rate.searched(search.least(), seed));
            case CONCURRENCY -> {
                if (rate.isOpen() || rate.cap().isPresent()) {
                    throw new OptionMistake("--search concurrency goes with no rate, no trace"
                            + " and no --max-concurrency; give --search rate for a rate");
                }
                yield List.of(new LoadShape.Closed((int) search.least()));
            }
        };
    }

    private List<LoadShape> shapes() {
        if (rate.isOpen() && concurrency.isPresent()) {
            throw new OptionMistake("--concurrency goes with no rate and no trace: these send"
                    + " whatever is in flight; give --max-concurrency for the most in flight");
        }
        return rate.isOpen()
                ? rate.shapes(seed, requests, duration)
                : levels().stream().<LoadShape>map(LoadShape.Closed::new).toList();
    }

    private List<Integer> levels() {
        String concurrency = this.concurrency.or(rate::cap).orElse("1");
        List<Integer> levels = new ArrayList<>();
        for (String part : concurrency.split(",", -1)) {
            try {
                levels.add(Integer.valueOf(part.strip()));
            } catch (NumberFormatException noNumber) {
                throw OptionMistake.of("--concurrency", concurrency,
                        "whole numbers from 1, separated by commas, such as 1,10,50");
            }
        }
        return levels;
    }

    private GoodputLimits limits() {
        OptionalDouble ttft = OptionalDouble.empty();
        OptionalDouble tpot = OptionalDouble.empty();
        OptionalDouble e2e = OptionalDouble.empty();
        for (String limit : String.join(",", goodput).split("[,\\s]+", -1)) {
            if (limit.isEmpty()) {
                continue;
            }
            String[] parts = limit.split(":", 2);
            OptionalDouble millis = OptionalDouble.of(millis(limit, parts));
            switch (parts[0].toLowerCase(Locale.ROOT)) {
                case "ttft" -> ttft = millis;
                case "tpot" -> tpot = millis;
                case "e2e", "e2el" -> e2e = millis;
                default -> throw OptionMistake.of("--goodput", limit, "ttft:MS, tpot:MS or e2e:MS");
            }
        }
        return new GoodputLimits(ttft, tpot, e2e);
    }

    private double millis(String limit, String[] parts) {
        try {
            return Double.parseDouble(parts.length < 2 ? "" : parts[1]);
        } catch (NumberFormatException noNumber) {
            throw OptionMistake.of("--goodput", limit, "ttft:MS, tpot:MS or e2e:MS");
        }
    }
}
