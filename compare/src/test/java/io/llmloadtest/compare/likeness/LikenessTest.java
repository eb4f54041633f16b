package io.llmloadtest.compare.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.compare.Made;
import io.llmloadtest.compare.runs.ComparedRun;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What differs, in which aspect, and whether runs are refused for it. */
class LikenessTest {

    private static final ComparedRun PLAIN = Made.run("plain").compared();

    @Test
    void runsOfOneKindDoNotDiffer() {
        assertThat(Likeness.of(List.of(PLAIN), List.of(Made.run("other").compared())).differences()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void eachChangeIsFoundInItsAspectAndNowhereElse(Made changed, Aspect aspect, String name) {
        Likeness likeness = Likeness.of(List.of(PLAIN), List.of(changed.compared()));
        assertThat(likeness.differences()).extracting(Difference::aspect).containsOnly(aspect);
        assertThat(likeness.differences()).extracting(Difference::name).contains(name);
        assertThat(likeness.refused(Set.of()).isEmpty()).isEqualTo(!aspect.mustMatch());
        assertThat(likeness.refused(EnumSet.of(aspect))).isEmpty();
    }

    static Stream<Arguments> changes() {
        Made run = Made.run("changed");
        return Stream.of(
                Arguments.of(run.with("endpoint", "\"/v1/completions\""), Aspect.ENDPOINT, "endpoint"),
                Arguments.of(run.at("http://127.0.0.1:8000", "other", "0.32.0", Map.of("cache_config.block_size",
                        "16")), Aspect.MODEL, "model"),
                Arguments.of(run.with("stream", "false"), Aspect.STREAMING, "stream"),
                Arguments.of(run.with("tokens_per_chunk", "\"usage\""), Aspect.STREAMING, "tokens_per_chunk"),
                Arguments.of(run.with("input_len", "256"), Aspect.LENGTHS, "input_len"),
                Arguments.of(run.with("output_len", "\"uniform:8-24\""), Aspect.LENGTHS, "output_len"),
                Arguments.of(run.answering(15), Aspect.LENGTHS, "output tokens per request"),
                Arguments.of(run.with("turns", "\"4\""), Aspect.PROMPTS, "turns"),
                Arguments.of(run.with("dataset", "\"share.json\""), Aspect.PROMPTS, "dataset"),
                Arguments.of(run.with("body_fields", "\"{\\\"model\\\":\\\"m\\\",\\\"temperature\\\":1,"
                        + "\\\"ignore_eos\\\":true}\""), Aspect.SAMPLING, "temperature"),
                Arguments.of(run.with("body_fields", "\"{\\\"model\\\":\\\"m\\\",\\\"temperature\\\":0}\""),
                        Aspect.SAMPLING, "ignore_eos"),
                Arguments.of(run.level(16, 100), Aspect.LEVELS, "levels"),
                Arguments.of(run.with("warmup", "[0]"), Aspect.WARM_UP, "warmup"),
                Arguments.of(run.with("replay_prompts", "true"), Aspect.CACHE, "replay_prompts"),
                Arguments.of(run.with("fresh_prompts", ""), Aspect.CACHE, "fresh_prompts"),
                Arguments.of(run.with("prefix_len", "64"), Aspect.CACHE, "prefix_len"),
                Arguments.of(run.with("round_trip_ms", "12.5"), Aspect.NETWORK_PATH, "round trip ms"),
                Arguments.of(run.with("connections", "\"per-request\""), Aspect.CONNECTIONS, "connections"),
                Arguments.of(run.at("http://127.0.0.1:8001", "m", "0.32.0", Map.of("cache_config.block_size", "16")),
                        Aspect.SERVER, "server_url"),
                Arguments.of(run.at("http://127.0.0.1:8000", "m", "0.33.0", Map.of("cache_config.block_size", "16")),
                        Aspect.SERVER_VERSION, "version"),
                Arguments.of(run.at("http://127.0.0.1:8000", "m", "0.32.0", Map.of("cache_config.block_size", "32")),
                        Aspect.ENGINE, "cache_config.block_size"),
                Arguments.of(run.with("client_version", "\"0.2.0\""), Aspect.CLIENT, "client_version"),
                Arguments.of(run.with("seed", "7"), Aspect.SIZE, "seed"));
    }

    @Test
    void aServerElsewhereIsAnotherPath() {
        Likeness likeness = Likeness.of(List.of(PLAIN), List.of(Made.run("far").at("https://gpu.example.com/llm", "m",
                "0.32.0", Map.of("cache_config.block_size", "16")).compared()));
        assertThat(likeness.refused(Set.of())).extracting(Difference::name).containsExactly("path", "reach", "scheme");
    }

    @Test
    void theRunsOfOneSideMustBeAlikeToo() {
        ComparedRun longer = Made.run("longer").with("input_len", "256").compared();
        Likeness likeness = Likeness.of(List.of(PLAIN, longer), List.of(Made.run("new").compared()));
        assertThat(likeness.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.baseline()).containsExactly("128", "256");
            assertThat(difference.candidate()).containsExactly("128");
        });
    }

    @Test
    void aRunThatTellsNothingOfItsEngineDoesNotDifferInIt() {
        ComparedRun silent = Made.run("silent").at("http://127.0.0.1:8000", "m", "0.32.0", Map.of()).compared();
        assertThat(Likeness.of(List.of(PLAIN), List.of(silent)).differences()).isEmpty();
    }

    @Test
    void aNumberIsTheSameHoweverItIsWritten() {
        assertThat(Likeness.of(List.of(PLAIN), List.of(Made.run("x").with("input_len", "128.0").compared()))
                .differences()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void thePathIsReadFromTheAddress(String url, String reach) {
        assertThat(NetworkPath.to(url).reach()).isEqualTo(reach);
    }

    static Stream<Arguments> paths() {
        return Stream.of(Arguments.of("http://127.0.0.1:8000", "loopback"),
                Arguments.of("http://localhost:8000/v1", "loopback"), Arguments.of("http://[::1]:8000", "loopback"),
                Arguments.of("http://172.17.0.2:8000", "docker-bridge"),
                Arguments.of("http://host.docker.internal:8000", "docker-bridge"),
                Arguments.of("http://172.20.0.2:8000", "private"), Arguments.of("http://10.1.2.3", "private"),
                Arguments.of("http://192.168.1.7:8000", "private"), Arguments.of("http://[fd00::1]:80", "private"),
                Arguments.of("https://8.8.8.8", "public"), Arguments.of("http://gpu-1:8000", "name"),
                Arguments.of("https://10.example.com", "name"), Arguments.of("file:client.json", "unknown"),
                Arguments.of("not an address", "unknown"));
    }

    @Test
    void theFingerprintTellsEveryAspectThatIsKnown() {
        Map<String, Map<String, String>> fingerprint = Fingerprint.of(PLAIN);
        assertThat(fingerprint.get("server-version")).containsEntry("version", "0.32.0").containsEntry("kind", "vllm");
        assertThat(fingerprint.get("engine")).containsEntry("cache_config.block_size", "16");
        assertThat(fingerprint.get("network-path")).containsEntry("reach", "loopback");
        assertThat(fingerprint.get("client")).containsEntry("client_version", "0.1.0");
        assertThat(fingerprint).doesNotContainKey("flags");
    }
}
