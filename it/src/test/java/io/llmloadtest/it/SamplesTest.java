package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The samples that are only read here: what runs them is elsewhere. */
class SamplesTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path SAMPLES = Product.ROOT.resolve("samples");

    @Test
    void composeHasAPinnedServerAndATesterAndNothingInBetween() {
        JsonNode services = yaml("compose/compose.yaml").path("services");
        assertThat(services.propertyNames()).containsExactlyInAnyOrder("vllm", "load-test");
        assertThat(services.at("/vllm/image").asString()).matches("vllm/vllm-openai:v\\d+\\.\\d+\\.\\d+");
        assertThat(services.at("/load-test/image").asString()).startsWith("llm-loadtest:");
        List<String> command = services.at("/load-test/command").valueStream().map(JsonNode::asString).toList();
        DocRunner.parse(command);
        assertThat(command).contains("http://vllm:8000", "--wait-ready");
        assertThat(command.get(command.indexOf("--container-name") + 1))
                .isEqualTo(services.at("/vllm/container_name").asString());
    }

    @Test
    void ciRecipesGateOnTheVerdictAndKeepTheRun() throws IOException {
        for (Path file : recipes()) {
            String text = Files.readString(file);
            assertThat(YAML.readTree(text).isObject()).as(file.toString()).isTrue();
            assertThat(text).as(file.toString()).contains("--fail-on warning,unverified").contains("--max-error-rate")
                    .contains("artifacts").contains("junit").contains("runs/");
        }
        assertThat(recipes()).hasSizeGreaterThanOrEqualTo(2);
    }

    private static List<Path> recipes() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES.resolve("ci"))) {
            return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList();
        }
    }

    private static JsonNode yaml(String file) {
        return YAML.readTree(SAMPLES.resolve(file));
    }
}
