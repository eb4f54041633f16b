package io.llmloadtest.evidence.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** The setup of a server by its metrics page. */
class InfoLabelsTest {

    @Test
    void theLabelsOfInfoFamiliesAreSettings() {
        SortedMap<String, String> settings = of("""
                # TYPE vllm:cache_config_info gauge
                vllm:cache_config_info{block_size="16",cache_dtype="auto",engine="0",num_gpu_blocks="100"} 1.0
                python_info{implementation="CPython",version="3.12.1"} 1.0
                vllm:lora_requests_info{running_lora_adapters="a"} 1.0
                vllm:num_requests_running{engine="0"} 3.0
                """);
        assertThat(settings.toString()).isEqualTo("{cache_config.block_size=16, cache_config.cache_dtype=auto, "
                + "cache_config.num_gpu_blocks=100, python.implementation=CPython, python.version=3.12.1}");
    }

    @Test
    void whatEnginesDifferInStandsSideBySide() {
        SortedMap<String, String> settings = of("""
                vllm:cache_config_info{block_size="16",engine="0",num_gpu_blocks="100"} 1.0
                vllm:cache_config_info{block_size="16",engine="1",num_gpu_blocks="200"} 1.0
                """);
        assertThat(settings).containsEntry("cache_config.block_size", "16").containsEntry("cache_config.num_gpu_blocks",
                "100 / 200");
    }

    @Test
    void aServerThatTellsItsWholeConfigurationTellsNoSecretAndNoNovel() {
        SortedMap<String, String> settings = of(
                "vllm:config_info{api_key=\"abc\",hf_token=\"t\",url=\"http://u:pw@h/\","
                        + "tokenizer=\"tiny\",long=\"" + "x".repeat(5000) + "\"} 1.0\n");
        assertThat(settings.toString()).doesNotContain("abc", "pw@").contains("config.tokenizer=tiny");
        assertThat(settings.get("config.long")).hasSizeLessThan(210);
    }

    private static SortedMap<String, String> of(String page) {
        return InfoLabels.of(ExpositionParser.parse(page.getBytes(StandardCharsets.UTF_8)));
    }
}
