package io.llmloadtest.compare.runs;

import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file may hold any JSON: whether a document has what a comparison asks for. */
final class Wholeness {

    private Wholeness() {
    }

    /** The first field that is missing; blank when none is. */
    static String missing(ResultDocument result) {
        Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
        wanted.put("run_id", result.runId());
        wanted.put("status", result.status());
        wanted.put("started_at", result.startedAt());
        wanted.put("target", result.target());
        wanted.put("plan", result.plan());
        wanted.put("results", result.results());
        wanted.put("validation", result.validation());
        String missing = first(wanted);
        if (!missing.isEmpty()) {
            return missing;
        }
        missing = first(target(result));
        return missing.isEmpty()
                ? result.results().stream().map(Wholeness::missing).filter(name -> !name.isEmpty()).findFirst()
                        .orElse("")
                : missing;
    }

    private static Map<String, @Nullable Object> target(ResultDocument result) {
        Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
        wanted.put("target.server_url", result.target().serverUrl());
        wanted.put("target.model", result.target().model());
        wanted.put("target.server_kind", result.target().serverKind());
        wanted.put("target.server_version", result.target().serverVersion());
        return wanted;
    }

    private static String missing(@Nullable LevelView level) {
        if (level == null) {
            return "results[]";
        }
        Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
        wanted.put("concurrency", level.concurrency());
        wanted.put("request_rate", level.requestRate());
        wanted.put("throughput_tokens_per_sec", level.throughputTokensPerSec());
        wanted.put("request_rate_per_sec", level.requestRatePerSec());
        wanted.put("ttft_ms", level.ttftMs());
        wanted.put("itl_ms", level.itlMs());
        wanted.put("tpot_ms", level.tpotMs());
        wanted.put("e2e_latency_ms", level.e2eLatencyMs());
        wanted.put("goodput", level.goodput());
        wanted.put("goodput.thresholds", level.goodput() == null ? "" : level.goodput().thresholds());
        wanted.put("arrivals", level.arrivals());
        wanted.put("validation", level.validation());
        String missing = first(wanted);
        return missing.isEmpty() ? "" : "results[]." + missing;
    }

    private static String first(Map<String, @Nullable Object> wanted) {
        return wanted.entrySet().stream().filter(field -> field.getValue() == null).map(Map.Entry::getKey).findFirst()
                .orElse("");
    }
}
