package io.llmloadtest.simulator;

import io.llmloadtest.simulator.Step.Finish;
import io.llmloadtest.simulator.Step.Output;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Records each engine step in the {@code vllm:} families and in the window of the stats line, with the meaning that the version gives them (vllm/v1/metrics/
 * stats.py and loggers.py of 0.8.5 to 0.27.1, fixtures up to 0.32.0). Faults that make the server report wrongly live here and nowhere else.
 */
final class EngineMetrics {
    private static final int HIT_RATE_REQUESTS = 1_000;
    private static final double NANOS = 1e9;

    private final VllmVersion version;
    private final Faults faults;
    private final MetricRegistry page;
    private final EngineSeries registry;
    private final int engine;
    private final Deque<Lookup> recentLookups = new ArrayDeque<>();
    private long recentQueries;
    private long recentHits;
    private long finishedChoices;
    private long windowPromptTokens;
    private long windowGeneratedTokens;
    private int running;
    private int waiting;
    private double kvUsage;

    /** Records one engine, of which a page may have several. */
    EngineMetrics(SimulatorConfig config, MetricRegistry page, int engine) {
        version = config.version();
        faults = config.faults();
        this.page = page;
        this.engine = engine;
        Map<String, String> own = new HashMap<>();
        if (config.engines() > 1) {
            own.put("engine", Integer.toString(engine));
        }
        if (faults.on(Fault.SEVERAL_MODELS)) {
            own.put("model_name", config.model());
        }
        registry = new EngineSeries(page, own);
        setUp();
    }

    private record Lookup(int queries, int hits) {}

    /** What a stats line says. */
    record Window(int engine, long promptTokens, long generatedTokens, int running, int waiting, double kvUsage,
            double hitRate) {}

    /** What a finished request's families need beyond the engine's account. */
    record Parent(int n, int maxTokens, boolean last, int longest) {}

    private void setUp() {
        registry.set("vllm:engine_sleep_state", Map.of("sleep_state", "awake"), 1);
        registry.set("vllm:cache_config_info", 1);
        page.set("python_info", 1);
    }

    /** Records what concerns the step as a whole. */
    void step(Step step) {
        page.engineStarted();
        gauges(step);
        if (step.outputs().isEmpty() && step.computedPromptTokens() == 0) {
            return;
        }
        int tokens = (int) step.outputs().stream().filter(output -> output.number() > 0).count();
        windowGeneratedTokens += tokens;
        registry.add("vllm:generation_tokens_total", tokens);
        registry.add("vllm:num_preemptions_total", step.preemptions());
        Step.Speculation speculation = step.speculation();
        registry.add("vllm:spec_decode_num_drafts_total", (double) speculation.drafts());
        registry.add("vllm:spec_decode_num_draft_tokens_total", (double) speculation.drafted());
        registry.add("vllm:spec_decode_num_accepted_tokens_total", (double) speculation.accepted());
        prompts(step);
        cache(step);
        if (!step.outputs().isEmpty()) {
            registry.observe("vllm:iteration_tokens_total", tokens + iterationPromptTokens(step));
        }
    }

    private void gauges(Step step) {
        running = step.running();
        waiting = step.waiting();
        kvUsage = step.kvUsage();
        registry.set("vllm:num_requests_running", running);
        registry.set("vllm:num_requests_waiting", waiting);
        registry.set("vllm:num_requests_waiting_by_reason", Map.of("reason", "capacity"), waiting);
        registry.set("vllm:kv_cache_usage_perc", kvUsage);
        registry.set("vllm:gpu_cache_usage_perc", kvUsage);
        page.stamp("vllm:lora_requests_info");
    }

    /** V1 counts a whole prompt when its first token is out; V0 each chunk as it is computed, and nothing for cached tokens. */
    private void prompts(Step step) {
        if (version.engineV0()) {
            registry.add("vllm:prompt_tokens_total", step.computedPromptTokens());
            windowPromptTokens += step.computedPromptTokens();
            return;
        }
        for (Output output : step.outputs()) {
            if (output.isFirst()) {
                int prompt = output.sequence().order().prompt().length();
                int cached = output.cachedTokens();
                registry.add("vllm:prompt_tokens_total", prompt);
                registry.add("vllm:prompt_tokens_by_source_total", Map.of("source", "local_compute"), prompt - cached);
                registry.add("vllm:prompt_tokens_by_source_total", Map.of("source", "local_cache_hit"), cached);
                registry.add("vllm:prompt_tokens_cached_total", cached);
                // Cached tokens left the stats line's throughput with 0.16.0.
                windowPromptTokens += version.atLeast(0, 16, 0) ? prompt - cached : prompt;
            }
        }
    }

    /** The prompt part holds computed tokens only since 0.23.0 (vllm-project/vllm#43346). */
    private int iterationPromptTokens(Step step) {
        return step.outputs().stream().filter(Output::isFirst)
                .mapToInt(output -> output.sequence().order().prompt().length()
                        - (version.atLeast(0, 23, 0) ? output.cachedTokens() : 0))
                .sum();
    }

    private void cache(Step step) {
        if (step.cacheQueries() == 0) {
            return;
        }
        int pretended = faults.on(Fault.PREFIX_CACHE_WARM)
                ? (int) Math.min(step.cacheQueries() - step.cacheHits(),
                        step.cacheQueries() * faults.number(Fault.PREFIX_CACHE_WARM, "percent") / 100)
                : 0;
        var lookup = new Lookup(step.cacheQueries(), step.cacheHits() + pretended);
        registry.add("vllm:prefix_cache_queries_total", lookup.queries());
        registry.add("vllm:prefix_cache_hits_total", lookup.hits());
        registry.add("vllm:gpu_prefix_cache_queries_total", lookup.queries());
        registry.add("vllm:gpu_prefix_cache_hits_total", lookup.hits());
        registry.add("vllm:prompt_tokens_cached_by_source_total", Map.of("source", "device"), lookup.hits());
        recentLookups.addLast(lookup);
        recentQueries += lookup.queries();
        recentHits += lookup.hits();
        if (recentLookups.size() > HIT_RATE_REQUESTS) {
            Lookup old = recentLookups.removeFirst();
            recentQueries -= old.queries();
            recentHits -= old.hits();
        }
    }

    void firstToken(double secondsSinceArrival) {
        double lie = faults.on(Fault.TTFT_LIE)
                ? Duration.ofMillis(faults.number(Fault.TTFT_LIE, "millis")).toNanos() / NANOS
                : 0;
        registry.observe("vllm:time_to_first_token_seconds", secondsSinceArrival + lie);
    }

    void laterToken(Output output) {
        double seconds = output.sincePreviousNanos() / NANOS;
        registry.observe("vllm:inter_token_latency_seconds", seconds);
        registry.observe("vllm:time_per_output_token_seconds", seconds);
    }

    /** Records a choice that the engine finished; aborted ones leave no trace here in any version. */
    void finished(Output output, Finish finish, Parent parent, double e2eSeconds) {
        finishedChoices++;
        if (!faults.strikes(Fault.TOKEN_DROP, finishedChoices)) {
            registry.add("vllm:request_success_total", Map.of("finished_reason", finish.reason().wire()), 1);
        }
        if (faults.on(Fault.COUNTERS_INFLATED)) {
            registry.add("vllm:generation_tokens_total",
                    (double) Math.ceilDiv(output.number() * faults.number(Fault.COUNTERS_INFLATED, "percent"), 100));
        }
        int prompt = output.sequence().order().prompt().length();
        registry.observe("vllm:request_prompt_tokens", prompt);
        registry.observe("vllm:request_generation_tokens", output.number());
        registry.observe("vllm:request_params_max_tokens", parent.maxTokens());
        registry.observe("vllm:request_prefill_kv_computed_tokens", (double) prompt - output.cachedTokens());
        registry.observe("vllm:request_num_preemptions", finish.preemptions());
        parent(output, parent);
        times(output, finish, e2eSeconds);
    }

    /** V1 observes these two once for all choices of a prompt, V0 for each. */
    private void parent(Output output, Parent parent) {
        if (version.engineV0()) {
            registry.observe("vllm:request_params_n", 1);
            registry.observe("vllm:request_max_num_generation_tokens", output.number());
        } else if (parent.last()) {
            registry.observe("vllm:request_params_n", parent.n());
            registry.observe("vllm:request_max_num_generation_tokens", parent.longest());
        }
    }

    private void times(Output output, Finish finish, double e2eSeconds) {
        double decode = finish.decodeNanos() / NANOS;
        registry.observe("vllm:e2e_request_latency_seconds", e2eSeconds);
        registry.observe("vllm:request_queue_time_seconds", finish.queueNanos() / NANOS);
        registry.observe("vllm:request_prefill_time_seconds", finish.prefillNanos() / NANOS);
        registry.observe("vllm:request_decode_time_seconds", decode);
        registry.observe("vllm:request_inference_time_seconds", finish.prefillNanos() / NANOS + decode);
        registry.observe("vllm:request_time_per_output_token_seconds",
                output.number() > 1 ? decode / (output.number() - 1) : 0);
    }

    /** Ends the stats line's window and begins the next. */
    Window takeWindow() {
        var window = new Window(engine, windowPromptTokens, windowGeneratedTokens, running, waiting, kvUsage,
                recentQueries == 0 ? 0 : (double) recentHits / recentQueries);
        windowPromptTokens = 0;
        windowGeneratedTokens = 0;
        return window;
    }
}
