package io.llmloadtest.load.plan;

import io.llmloadtest.ledger.GoodputLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Collects the options of a run. What is not said is a default: chat completions, streamed, one level of concurrency 1
 * with 100 requests, 256 tokens in, 128 out, 600 s time-out, seed 0. The plan as a whole is checked by {@link #build()}.
 */
public final class PlanBuilder {

    /** Requests of a level when neither their number nor a duration is given. */
    public static final long DEFAULT_REQUESTS = 100;

    private String runId = "run";
    private Optional<String> model = Optional.empty();
    private Endpoint endpoint = Endpoint.CHAT_COMPLETIONS;
    private boolean streamed = true;
    private List<LoadShape> shapes = List.of(new LoadShape.Closed(1));
    private int repeats = 1;
    private OptionalLong requests = OptionalLong.empty();
    private Optional<Duration> duration = Optional.empty();
    private OptionalInt warmUp = OptionalInt.empty();
    private WorkloadPlan workload = WorkloadPlan.DEFAULT;
    private LengthRule input = WorkloadPlan.DEFAULT_INPUT;
    private LengthRule output = WorkloadPlan.DEFAULT_OUTPUT;
    private Duration timeout = Duration.ofMinutes(10);
    private long seed;
    private boolean replayPrompts;
    private TokensPerChunk tokensPerChunk = TokensPerChunk.OFF;
    private ExtraBody extraBody = ExtraBody.NONE;
    private GoodputLimits goodput = GoodputLimits.NONE;

    PlanBuilder() {
    }

    /** Names the run. */
    public PlanBuilder runId(String id) {
        runId = id;
        return this;
    }

    /** Asks for a model; without it the server's only one is taken. */
    public PlanBuilder model(String name) {
        model = Optional.of(name);
        return this;
    }

    /** What is put under load. */
    public PlanBuilder endpoint(Endpoint kind) {
        endpoint = kind;
        return this;
    }

    /** Whether answers are streamed, where the endpoint has streams. */
    public PlanBuilder streamed(boolean yes) {
        streamed = yes;
        return this;
    }

    /** One level for each concurrency, in this order. */
    public PlanBuilder concurrency(List<Integer> each) {
        return shapes(each.stream().map(LoadShape.Closed::new).toList());
    }

    /** One level for each shape, in this order. */
    public PlanBuilder shapes(List<? extends LoadShape> each) {
        shapes = List.copyOf(each);
        return this;
    }

    /** One level for each concurrency, in this order. */
    public PlanBuilder concurrency(Integer... each) {
        return concurrency(List.of(each));
    }

    /** How often the whole sequence of levels is run, over and over. */
    public PlanBuilder repeats(int times) {
        repeats = times;
        return this;
    }

    /** Requests of each level. */
    public PlanBuilder requests(long perLevel) {
        requests = OptionalLong.of(perLevel);
        return this;
    }

    /** Time of each level. */
    public PlanBuilder duration(Duration perLevel) {
        duration = Optional.of(perLevel);
        return this;
    }

    /** Requests before each level; 0 for none. Without it one full wave. */
    public PlanBuilder warmUp(int requestsBefore) {
        warmUp = OptionalInt.of(requestsBefore);
        return this;
    }

    /** Length of every prompt in tokens: made-up prompts, all alike. */
    public PlanBuilder inputTokens(int tokens) {
        input = LengthRule.parse("--input-len", Integer.toString(tokens));
        return workload(WorkloadPlan.of(new LengthPlan.Drawn(input, output)));
    }

    /** Length of every answer in tokens, with made-up prompts. */
    public PlanBuilder outputTokens(int tokens) {
        output = LengthRule.parse("--output-len", Integer.toString(tokens));
        return workload(WorkloadPlan.of(new LengthPlan.Drawn(input, output)));
    }

    /** What requests ask for. */
    public PlanBuilder workload(WorkloadPlan what) {
        workload = what;
        return this;
    }

    /** The most one request may take. */
    public PlanBuilder timeout(Duration total) {
        timeout = total;
        return this;
    }

    /** Governs the text of the prompts. */
    public PlanBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** Whether another run with this seed shall send the very same prompts. */
    public PlanBuilder replayPrompts(boolean yes) {
        replayPrompts = yes;
        return this;
    }

    /** What streams are asked to tell of the tokens in each chunk. */
    public PlanBuilder tokensPerChunk(TokensPerChunk told) {
        tokensPerChunk = told;
        return this;
    }

    /** Fields added to every body. */
    public PlanBuilder extraBody(ExtraBody fields) {
        extraBody = fields;
        return this;
    }

    /** What a request must meet to count as good. */
    public PlanBuilder goodput(GoodputLimits limits) {
        goodput = limits;
        return this;
    }

    /**
     * The plan.
     *
     * @throws IllegalPlanException when an option has a value that is not possible
     */
    public Plan build() {
        if (shapes.isEmpty()) {
            throw new IllegalPlanException("--concurrency", "", "give at least one number, such as 1,10,50");
        }
        Allowed.range("--repeat", repeats, 1, Plan.MOST_REPEATS);
        List<LevelPlan> levels = new ArrayList<>();
        for (int repeat = 1; repeat <= repeats; repeat++) {
            for (LoadShape shape : shapes) {
                LoadShape drawnAnew = shape.drawnAnew((repeat - 1) * (long) shapes.size());
                levels.add(new LevelPlan(levels.size(), repeat, drawnAnew, requestsOf(shape), durationOf(shape)));
            }
        }
        return new Plan(runId, model, endpoint, streamed && endpoint.generates(), levels, warmUp, workload, timeout,
                seed, replayPrompts, tokensPerChunk,
                extraBody, goodput);
    }

    /** As many as asked for, or as the shape has when these are fewer. */
    private OptionalLong requestsOf(LoadShape shape) {
        OptionalLong all = shape.requests();
        if (requests.isPresent() && all.isPresent()) {
            return OptionalLong.of(Math.min(requests.getAsLong(), all.getAsLong()));
        }
        boolean endless = all.isEmpty() && duration.isEmpty() && shape.duration().isEmpty();
        if (requests.isEmpty() && endless) {
            return OptionalLong.of(DEFAULT_REQUESTS);
        }
        return requests.isPresent() ? requests : all;
    }

    /** As long as asked for, or as the shape lasts when that is shorter. */
    private Optional<Duration> durationOf(LoadShape shape) {
        return Stream.concat(duration.stream(), shape.duration().stream()).min(Comparator.naturalOrder());
    }
}
