package io.llmloadtest.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** /metrics after the same kinds of requests has the capture's families, help texts, labels, buckets and order, line by line. */
class MetricsFormTest {
    static final String[] VERSIONS = Captures.VERSIONS;
    private static final Pattern CONFIGURED = Pattern.compile(
            "(kv_cache_size_tokens|kv_cache_max_concurrency|block_size|effective_attention_block_size|num_gpu_blocks|enable_prefix_caching)=\"[^\"]*\"");
    private static final Pattern NUMBER = Pattern.compile(" -?(\\d+\\.\\d+|\\d+(\\.\\d+)?e[+-]\\d{2})$");

    private static String line(String line) {
        assertThat(line).satisfiesAnyOf(each -> assertThat(each).startsWith("#"),
                each -> assertThat(each).containsPattern(NUMBER));
        return line.startsWith("#")
                ? line
                : CONFIGURED.matcher(NUMBER.matcher(line).replaceAll("")).replaceAll("$1=\"*\"");
    }

    /** The lines of each family. The 4xx child comes at another moment here than in the capture, hence the sorted HTTP counters. */
    private static Map<String, List<String>> families(List<String> lines) {
        var families = new LinkedHashMap<String, List<String>>();
        String family = "";
        for (String line : lines) {
            family = line.startsWith("# HELP") ? line.split(" ", 4)[2] : family;
            families.computeIfAbsent(family, name -> new ArrayList<>()).add(line(line));
        }
        families.replaceAll((name, each) -> name.startsWith("http_requests") || name.contains("request_success")
                ? each.stream().sorted().toList()
                : each);
        return families;
    }

    private static void workload(TestClient client) {
        client.get("/v1/models");
        client.chat("1", 5, TestClient.STREAM);
        client.post("/v1/chat/completions", TestClient.chatBody("x", 500, ",\"stop\":[\"e\"]"));
        client.post("/v1/completions", "{\"prompt\":\"alpha\",\"max_tokens\":3,\"ignore_eos\":true}");
        client.chat("2", -1, "");
        client.post("/v1/chat/completions", TestClient.chatBody("x", 8, "").replace("tiny", "no-such-model"));
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void afterLoad(String version) throws IOException {
        try (var simulator = Simulator.start(SimulatorConfig.builder().model("tiny").vllmVersion(version).build());
                var client = new TestClient(simulator)) {
            workload(client);
            Map<String, List<String>> ours = families(client.get("/metrics").body().lines().toList());
            Map<String, List<String>> theirs = families(Captures.lines(version, "metrics-after.txt"));
            assertThat(ours.keySet()).containsExactlyElementsOf(theirs.keySet());
            theirs.forEach((family, lines) -> assertThat(ours.get(family)).as(family).isEqualTo(lines));
        }
    }

    @Test
    void aV1ServerShowsEverySeriesWithZeroAtBootAndAV0ServerOnlyItsConfiguration() throws IOException {
        try (var simulator = Simulator.start(SimulatorConfig.builder().build());
                var client = new TestClient(simulator)) {
            assertThat(client.get("/metrics").body())
                    .contains("finished_reason=\"repetition\",model_name=\"simulated-model\"} 0.0\n")
                    .contains("vllm:generation_tokens_total{engine=\"0\",model_name=\"simulated-model\"} 0.0\n");
        }
        try (var simulator = Simulator.start(SimulatorConfig.builder().vllmVersion("0.8.5").build());
                var client = new TestClient(simulator)) {
            assertThat(client.get("/metrics").body().lines().filter(line -> line.startsWith("# TYPE"))
                    .collect(Collectors.toList()))
                    .containsExactly("# TYPE vllm:cache_config_info gauge");
        }
    }

    @Test
    void withoutLogStatsNoVllmFamilyIsThere() throws IOException {
        try (var simulator = Simulator.start(SimulatorConfig.builder().model("tiny").logStats(false).build());
                var client = new TestClient(simulator)) {
            client.chat("1", 3, "");
            assertThat(client.get("/metrics").body()).doesNotContain("vllm:").contains("http_requests_total{")
                    .contains("process_start_time_seconds");
        }
    }

    @Test
    void labelValuesAreEscaped() throws IOException {
        try (var simulator = Simulator.start(SimulatorConfig.builder().model("a\"b\\c}").build());
                var client = new TestClient(simulator)) {
            assertThat(client.get("/metrics").body()).contains("model_name=\"a\\\"b\\\\c}\"");
        }
    }
}
