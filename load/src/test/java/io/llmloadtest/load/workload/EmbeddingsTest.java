package io.llmloadtest.load.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.target.ServerKind;
import io.llmloadtest.load.target.Tokenizer;
import io.llmloadtest.model.Scope;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EmbeddingsTest {

    private static final Scope LEVEL = new Scope.Level(0);

    private static PlannedWorkload workload(int input, Tokenizer tokenizer) {
        Plan plan = Plan.builder().runId("r1").endpoint(Endpoint.EMBEDDINGS).inputTokens(input).build();
        return PlannedWorkload.prepare(plan, Targets.of(ServerKind.VLLM), tokenizer);
    }

    @Test
    void aBodyHasAnInputAndNothingOfGeneration() {
        PlannedWorkload workload = workload(100, new MergingTokenizer(true));
        JsonNode body = Bodies.json(workload.prepare(LEVEL, 0));

        assertThat(body.propertyNames()).containsExactlyInAnyOrder("model", "input");
        assertThat(new MergingTokenizer(true).tokenize(Endpoint.EMBEDDINGS, body.get("input").asString()).orElseThrow()
                .count()).isEqualTo(100);
        assertThat(workload.route()).isEqualTo("/v1/embeddings");
        assertThat(workload.streamed()).isFalse();
        assertThat(workload.bodyFields()).isEqualTo("{\"model\":\"tiny\"}");
    }

    @Test
    void noLengthOfAnAnswerIsAskedFor() {
        PreparedRequest request = workload(100, new MergingTokenizer(true)).prepare(LEVEL, 0);

        assertThat(request.asked().inputTokens()).hasValue(100);
        assertThat(request.asked().outputTokens()).isEmpty();
    }

    @Test
    void thePromptMayTakeTheWholeContext() {
        assertThat(workload(4096, new MergingTokenizer(true)).exact()).isTrue();
    }

    @Test
    void aVllmWithoutATokenizerTakesTokenIds() {
        assertThat(Bodies.json(workload(100, Tokenizer.none()).prepare(LEVEL, 0)).get("input")).hasSize(100);
    }
}
