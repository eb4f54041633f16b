package io.llmloadtest.compare;

import io.llmloadtest.compare.runs.ComparedRun;
import io.llmloadtest.store.ResultCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Results as they stand in a file, made up. Each {@code with...} gives a changed one. */
public final class Made {

    private static final String BODY = "{\\\"model\\\":\\\"m\\\",\\\"temperature\\\":0,\\\"ignore_eos\\\":true}";

    private final String id;
    private final Map<String, String> plan;
    private final String target;
    private final String overall;
    private final String status;
    private final Map<Integer, String> levels;

    private Made(String id, Map<String, String> plan, String target, String overall, String status,
            Map<Integer, String> levels) {
        this.id = id;
        this.plan = plan;
        this.target = target;
        this.overall = overall;
        this.status = status;
        this.levels = levels;
    }

    /** A run of one level of concurrency 8 that passed, with a TTFT of 100 ms. */
    public static Made run(String id) {
        Map<String, String> plan = new TreeMap<>();
        plan.put("endpoint", "\"/v1/chat/completions\"");
        plan.put("stream", "true");
        plan.put("concurrency", "[8]");
        plan.put("warmup", "[8]");
        plan.put("input_len", "128");
        plan.put("output_len", "16");
        plan.put("fresh_prompts", "true");
        plan.put("replay_prompts", "false");
        plan.put("tokens_per_chunk", "\"off\"");
        plan.put("connections", "\"pool\"");
        plan.put("seed", "0");
        plan.put("round_trip_ms", "0.4");
        plan.put("client_version", "\"0.1.0\"");
        plan.put("body_fields", "\"" + BODY + "\"");
        return new Made(id, plan, target("http://127.0.0.1:8000", "m", "0.32.0", Map.of("cache_config.block_size",
                "16")), "PASSED", "completed", Map.of(8, level(8, 100, 100, 16)));
    }

    /** With that in the plan, as JSON; left out when blank. */
    public Made with(String name, String json) {
        Map<String, String> changed = new TreeMap<>(plan);
        if (json.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, json);
        }
        return new Made(id, changed, target, overall, status, levels);
    }

    public Made at(String url, String model, String version, Map<String, String> configuration) {
        return new Made(id, plan, target(url, model, version, configuration), overall, status, levels);
    }

    /** With that verdict; {@code null} for none. */
    public Made verdict(String word) {
        return new Made(id, plan, target, word, status, levels);
    }

    public Made status(String word) {
        return new Made(id, plan, target, overall, word, levels);
    }

    /** With a level of that concurrency, in the place of one that is there. */
    public Made level(int concurrency, double ttftMillis) {
        Map<Integer, String> changed = new TreeMap<>(levels);
        changed.put(concurrency, level(concurrency, ttftMillis, 100, 16));
        return new Made(id, plan, target, overall, status, changed);
    }

    /** Whose answers have so many tokens. */
    public Made answering(int tokens) {
        return new Made(id, plan, target, overall, status, Map.of(8, level(8, 100, 100, tokens)));
    }

    /** Without a level of that concurrency. */
    public Made without(int concurrency) {
        Map<Integer, String> changed = new TreeMap<>(levels);
        changed.remove(concurrency);
        return new Made(id, plan, target, overall, status, changed);
    }

    /** As {@code compare} reads it. */
    public ComparedRun compared() {
        try {
            return new ComparedRun(id + ".json",
                    ResultCodec.decodeResult(json().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** As it stands in its file. */
    public String json() {
        return "{\"schema_version\":\"1\",\"run_id\":\"" + id + "\",\"status\":\"" + status
                + "\",\"started_at\":\"2026-11-25T10:15:30Z\",\"completed_at\":\"2026-11-25T10:16:30Z\","
                + "\"duration_seconds\":60,\"target\":" + target + ",\"plan\":{"
                + plan.entrySet().stream().map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                        .collect(Collectors.joining(","))
                + "},\"results\":[" + String.join(",", levels.values()) + "],\"repeats\":[],\"validation\":"
                + (overall.isEmpty()
                        ? "null"
                        : "{\"overall\":\"" + overall + "\",\"checks_made\":9,\"checks_possible\":9,\"tolerance\":0.05,"
                                + "\"prometheus_available\":true,\"docker_available\":true}")
                + ",\"search\":null}";
    }

    private static String target(String url, String model, String version, Map<String, String> configuration) {
        Map<String, String> ordered = new LinkedHashMap<>(new TreeMap<>(configuration));
        return "{\"server_url\":\"" + url + "\",\"model\":\"" + model
                + "\",\"server_kind\":\"vllm\",\"server_version\":\"" + version + "\",\"configuration\":{"
                + ordered.entrySet().stream().map(each -> "\"" + each.getKey() + "\":\"" + each.getValue() + "\"")
                        .collect(Collectors.joining(","))
                + "},\"flags\":{}}";
    }

    private static String level(int concurrency, double ttftMillis, int requests, int answer) {
        String none = "{\"count\":0,\"mean\":null,\"p50\":null,\"p95\":null,\"p99\":null}";
        return String.format(Locale.ROOT,
                "{\"level\":0,\"duration_seconds\":10,\"tokens_estimated\":0,\"concurrency\":%d,\"request_rate\":null,"
                        + "\"total_requests\":%d,\"successful_requests\":%d,\"failed_requests\":0,"
                        + "\"throughput_tokens_per_sec\":%s,\"request_rate_per_sec\":50,\"total_input_tokens\":%d,"
                        + "\"total_output_tokens\":%d,\"ttft_ms\":{\"count\":%d,\"mean\":%s,\"p50\":%s,\"p95\":%s,"
                        + "\"p99\":null},\"itl_ms\":%s,\"tpot_ms\":%s,\"e2e_latency_ms\":%s,"
                        + "\"goodput\":{\"thresholds\":{},\"good_requests\":%d,\"fraction\":1},\"arrivals\":null,"
                        + "\"statistics\":null,\"validation\":null}",
                concurrency, requests, requests,
                100_000 / ttftMillis, requests * 128, requests * answer, requests, ttftMillis, ttftMillis,
                ttftMillis * 1.5, none, none, none, requests);
    }
}
