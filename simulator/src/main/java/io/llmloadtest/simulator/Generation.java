package io.llmloadtest.simulator;

import io.llmloadtest.simulator.EngineMetrics.Parent;
import io.llmloadtest.simulator.Sequence.Order;
import io.llmloadtest.simulator.Step.Finish;
import io.llmloadtest.simulator.Step.Output;
import io.llmloadtest.simulator.WireForm.Choice;
import io.llmloadtest.simulator.WireForm.Head;
import io.llmloadtest.simulator.WireForm.Times;
import io.llmloadtest.simulator.WireForm.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One request from its acceptance to the end of its answer: orders its choices from the engine, accounts for their tokens, writes the answer. */
final class Generation implements Recipient {
    private final Services services;
    private final Exchange exchange;
    private final GenerationRequest request;
    private final Strikes strikes;
    private final Head head;
    private final long ticket;
    private final EventStream events;
    private final List<ChoiceAnswer> answers;
    private final List<ToolCall> calls;
    private final int[] openOfPrompt;
    private final int[] longestOfPrompt;
    private int completionTokens;
    private int openChoices;
    private boolean dropped;

    /**
     * What all generations of a server share.
     *
     * @param config of the server
     * @param engine makes the tokens
     * @param metrics take note of them
     * @param wire writes JSON
     * @param log writes lines
     * @param truth knows better
     */
    record Services(SimulatorConfig config, Engine engine, EngineMetrics metrics, WireForm wire, ServerLog log,
            TruthBook truth) {}

    Generation(Services services, Exchange exchange, GenerationRequest request, Strikes strikes, Head head) {
        this.services = services;
        this.exchange = exchange;
        this.request = request;
        this.strikes = strikes;
        this.head = head;
        ticket = services.truth().accepted(head.id(), strikes.ordinal() == 0, request.choices(), request.promptTokens(),
                exchange.startNanos());
        events = new EventStream(exchange, strikes);
        openChoices = request.choices();
        int reasoningTokens = request.chat() ? services.config().reasoningTokens() : 0;
        int interval = request.stream() ? services.config().streamInterval() : 1;
        answers = IntStream.range(0, openChoices)
                .mapToObj(i -> new ChoiceAnswer(request.stops(), reasoningTokens, interval)).toList();
        calls = IntStream.range(0, openChoices).mapToObj(i -> new ToolCall(head.id(), i)).toList();
        openOfPrompt = IntStream.range(0, request.prompts().size()).map(i -> request.n()).toArray();
        longestOfPrompt = new int[request.prompts().size()];
    }

    void start() {
        exchange.whenLeft(this::drop);
        logArrival();
        if (request.stream()) {
            events.open();
        }
        long now = System.nanoTime();
        long delay = strikes.coldStart() ? strikes.faults().number(Fault.COLD_START, "millis") * 1_000_000 : 0;
        long seed = request.seed().orElse((long) head.id().hashCode()) ^ services.config().seed() * 0x9e3779b97f4a7c15L;
        for (int i = 0; i < answers.size(); i++) {
            services.engine()
                    .submit(new Order(this, i, request.prompts().get(i / request.n()), request.salt(),
                            strikes.limits(request),
                            request.stops(), seed + i, now, now + delay));
        }
        if (strikes.by(Fault.TRUNCATE_AT_HEAD)) {
            if (!request.stream()) {
                exchange.begin("application/json");
            }
            drop();
            exchange.cut();
        } else if (strikes.breaksStream(request) && strikes.errorAfter(request.maxTokens()) == 0) {
            breakStream();
        }
    }

    @Override
    public long ticket() {
        return ticket;
    }

    @Override
    public void account(Output output) {
        long now = System.nanoTime();
        double sinceArrival = (now - exchange.startNanos()) / 1e9;
        if (output.isFirst()) {
            services.metrics().firstToken(sinceArrival);
        } else if (!output.extra()) {
            services.metrics().laterToken(output);
        }
        output.finish().ifPresent(finish -> accountFinish(output, finish, sinceArrival));
    }

    private void accountFinish(Output output, Finish finish, double seconds) {
        int prompt = output.sequence().order().index() / request.n();
        openOfPrompt[prompt]--;
        longestOfPrompt[prompt] = Math.max(longestOfPrompt[prompt], output.number());
        services.metrics().finished(output, finish,
                new Parent(request.n(), request.maxTokens(), openOfPrompt[prompt] == 0, longestOfPrompt[prompt]),
                seconds);
    }

    @Override
    public void deliver(Output output) {
        if (dropped || exchange.isDone()) {
            return;
        }
        int index = output.sequence().order().index();
        openChoices -= output.finish().isPresent() ? 1 : 0;
        if (request.embeds()) {
            embed();
            return;
        }
        completionTokens++;
        Optional<ChatDelta> leaving = answers.get(index).take(output);
        if (leaving.isEmpty()) {
            return;
        }
        boolean over = openChoices == 0;
        if (over && strikes.by(Fault.RESPONSES_LOST)) {
            exchange.cut();
        } else if (request.stream()) {
            stream(output, index, leaving.get(), over);
        } else if (over) {
            answer();
        }
    }

    private void embed() {
        if (openChoices == 0 && strikes.by(Fault.RESPONSES_LOST)) {
            exchange.cut();
        } else if (openChoices == 0) {
            Optional<Usage> usage = strikes.faults().on(Fault.NO_USAGE) ? Optional.empty() : Optional.of(usage());
            exchange.json(200, services.wire().embeddings(head, request.prompts().size(), usage));
        }
    }

    private void stream(Output output, int index, ChatDelta delta, boolean over) {
        Optional<Tokens> prompt = request.tokenIds() && output.isFirst()
                ? Optional.of(request.prompts().get(index / request.n()))
                : Optional.empty();
        Optional<List<Integer>> ids = request.tokenIds() ? Optional.of(delta.ids()) : Optional.empty();
        Optional<Usage> usage = runningUsage(output.number());
        if (!request.chat()) {
            events.event(services.wire().completionContent(head, index, delta.answer(), output.finish(), prompt, ids,
                    usage));
        } else {
            if (output.isFirst()) {
                events.event(services.wire().role(head, index, prompt, runningUsage(0)));
            }
            if (!delta.silent() || request.tokenIds()) {
                events.event(services.wire().chatContent(head, index, json(index, delta, output.finish().isPresent()),
                        finish(output), ids, usage));
            }
        }
        if (strikes.breaksStream(request) && output.number() >= strikes.errorAfter(request.maxTokens())) {
            breakStream();
        } else if (over) {
            if (request.includeUsage() && !strikes.faults().on(Fault.NO_USAGE)) {
                events.event(services.wire().usageChunk(head, request.chat(), usage(), times()));
            }
            events.done();
        }
    }

    private String json(int index, ChatDelta delta, boolean last) {
        return request.tools() && delta.reasoning().isEmpty() && !delta.silent()
                ? calls.get(index).delta(delta.answer(), last)
                : delta.json(services.config().version().form());
    }

    /** A tool call is told as the reason, whatever ended it in the engine. */
    private Optional<WireForm.End> finish(Output output) {
        return output.finish().map(finish -> WireForm.End.of(finish, request.tools()));
    }

    private void breakStream() {
        events.event(services.wire()
                .errorEvent("EngineCore encountered an issue. See stack trace (above) for the root cause."));
        events.done();
        drop();
    }

    private void answer() {
        var choices = new ArrayList<Choice>();
        for (int i = 0; i < answers.size(); i++) {
            ChoiceAnswer answer = answers.get(i);
            choices.add(new Choice(i, answer.reasoning(), answer.answer(),
                    request.tools() ? Optional.of(calls.get(i).whole(answer.answer())) : Optional.empty(),
                    answer.finish().orElseThrow()));
        }
        Optional<Usage> usage = strikes.faults().on(Fault.NO_USAGE) ? Optional.empty() : Optional.of(usage());
        exchange.json(200,
                request.chat()
                        ? services.wire().chat(head, choices, usage, times())
                        : services.wire().completion(head, choices, usage, times()));
    }

    private Usage usage() {
        return new Usage(request.promptTokens(), completionTokens);
    }

    /** vLLM tells them of a single choice only. */
    private Optional<Times> times() {
        return strikes.faults().on(Fault.REQUEST_METRICS) && answers.size() == 1
                ? answers.getFirst().finish().map(finish -> new Times(finish.queueNanos(), finish.prefillNanos(),
                        finish.decodeNanos(), completionTokens))
                : Optional.empty();
    }

    /** Each choice counts its own tokens. */
    private Optional<Usage> runningUsage(int tokens) {
        return request.includeUsage() && request.continuousUsage() && !strikes.faults().on(Fault.NO_USAGE)
                ? Optional.of(new Usage(request.promptTokens(), tokens))
                : Optional.empty();
    }

    /** The client has left, or a fault wants it so: the engine shall not go on. */
    private void drop() {
        if (!dropped) {
            dropped = true;
            services.engine().abort(this);
            services.log().aborted(String.join(",", engineIds()), head.id());
        }
    }

    private void logArrival() {
        String parameters = "n=%d, temperature=1.0, stop=%s, ignore_eos=%s, max_tokens=%d, min_tokens=%d".formatted(
                request.n(), request.stops(), request.ignoreEos() ? "True" : "False", request.maxTokens(),
                request.minTokens());
        for (int prompt = 0; prompt < request.prompts().size(); prompt++) {
            services.log().received(idOfPrompt(prompt), request.prompts().get(prompt), parameters);
        }
        engineIds().forEach(services.log()::added);
    }

    private String idOfPrompt(int prompt) {
        return request.chat() ? head.id() : head.id() + "-" + prompt;
    }

    /**
     * The engine's own ids: in V1 a number in front for several choices, since 0.14.0 eight digits behind
     * (vllm-project/vllm#27987).
     */
    private List<String> engineIds() {
        VllmVersion version = services.config().version();
        String suffix = version.atLeast(0, 14, 0) ? "-%08x".formatted(head.id().hashCode() * 0x9e3779b9) : "";
        boolean numbered = request.n() > 1 && !version.engineV0();
        return IntStream.range(0, answers.size()).mapToObj(
                i -> (numbered ? i % request.n() + "_" : "") + idOfPrompt(i / request.n()) + suffix).distinct()
                .toList();
    }
}
