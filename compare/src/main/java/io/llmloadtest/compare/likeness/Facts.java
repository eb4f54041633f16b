package io.llmloadtest.compare.likeness;

import io.llmloadtest.compare.runs.ComparedRun;
import io.llmloadtest.compare.runs.Setting;
import io.llmloadtest.store.TargetView;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run says of itself in each aspect: names and values, as texts that are equal when they mean the same. */
final class Facts {

    private static final List<String> LENGTHS = List.of("input_len", "output_len", "lengths", "lengths_file",
            "lengths_otherwise");
    private static final List<String> PROMPTS = List.of("dataset", "dataset_format", "images", "model_mix", "turns",
            "think_time", "history");
    private static final List<String> CACHE = List.of("fresh_prompts", "shared_prompt_tokens", "replay_prompts",
            "prefix_len", "prefix_pool", "prefix_hit_rate");
    private static final List<String> CLIENT = List.of("client_version", "client_system", "client_clock",
            "client_priority");
    private static final List<String> SIZE = List.of("num_prompts", "duration_seconds", "repeat", "seed",
            "timeout_seconds", "goodput", "prompt_fingerprint", "cut_warmup", "cut_cooldown");

    private Facts() {
    }

    /** The facts of a run in an aspect; a fact that a run does not tell is not there. */
    static SortedMap<String, String> of(ComparedRun run, Aspect aspect) {
        TargetView target = run.result().target();
        return switch (aspect) {
            case ENDPOINT -> planned(run, List.of("endpoint"));
            case MODEL -> one("model", target.model());
            case STREAMING -> planned(run, List.of("stream", "tokens_per_chunk"));
            case LENGTHS -> planned(run, LENGTHS);
            case PROMPTS -> planned(run, PROMPTS);
            case SAMPLING -> run.result().plan().get("body_fields") instanceof String body
                    ? Sampling.of(body)
                    : new TreeMap<>();
            case LEVELS -> one("levels",
                    run.settings().stream().map(Setting::text).sorted().collect(Collectors.joining("; ")));
            case WARM_UP -> planned(run, List.of("warmup"));
            case CACHE -> planned(run, CACHE);
            case NETWORK_PATH -> path(NetworkPath.to(target.serverUrl()));
            case CONNECTIONS -> planned(run, List.of("connections"));
            case SERVER -> one("server_url", target.serverUrl());
            case SERVER_VERSION -> version(target);
            case ENGINE -> new TreeMap<>(target.configuration());
            case FLAGS -> new TreeMap<>(target.flags());
            case CLIENT -> planned(run, CLIENT);
            case SIZE -> planned(run, SIZE);
        };
    }

    private static SortedMap<String, String> one(String name, String value) {
        return new TreeMap<>(Map.of(name, value));
    }

    private static SortedMap<String, String> planned(ComparedRun run, List<String> names) {
        SortedMap<String, String> facts = new TreeMap<>();
        for (String name : names) {
            Object value = run.result().plan().get(name);
            if (value != null) {
                facts.put(name, text(value));
            }
        }
        return facts;
    }

    private static SortedMap<String, String> path(NetworkPath path) {
        SortedMap<String, String> facts = new TreeMap<>();
        facts.put("scheme", path.scheme());
        facts.put("reach", path.reach());
        facts.put("path", path.path().isEmpty() ? "/" : path.path());
        return facts;
    }

    private static SortedMap<String, String> version(TargetView target) {
        SortedMap<String, String> facts = new TreeMap<>();
        target.serverKind().ifPresent(kind -> facts.put("kind", kind));
        target.serverVersion().ifPresent(version -> facts.put("version", version));
        return facts;
    }

    /** A number reads the same whether it was written as 5 or as 5.0, and a map whatever its order. */
    private static String text(Object value) {
        return switch (value) {
            case Number number when number.doubleValue() == Math.rint(number.doubleValue())
                    && Math.abs(number.doubleValue()) < 1e15 ->
                Long.toString(number.longValue());
            case List<?> list -> list.stream().map(each -> each == null ? "" : text(each))
                    .collect(Collectors.joining(","));
            case Map<?, ?> map -> map.entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + (entry.getValue() == null ? "" : text(entry.getValue())))
                    .sorted().collect(Collectors.joining(","));
            default -> value.toString();
        };
    }
}
