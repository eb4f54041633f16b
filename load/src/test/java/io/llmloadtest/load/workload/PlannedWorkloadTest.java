package io.llmloadtest.load.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.plan.ExtraBody;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.plan.PlanBuilder;
import io.llmloadtest.load.plan.TokensPerChunk;
import io.llmloadtest.load.target.ServerKind;
import io.llmloadtest.load.target.Tokenizer;
import io.llmloadtest.model.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PlannedWorkloadTest {

    private static final Scope LEVEL = new Scope.Level(0);

    private static PlanBuilder plan() {
        return Plan.builder().runId("r1").inputTokens(200).outputTokens(16).concurrency(4, 8);
    }

    private static PlannedWorkload vllm(PlanBuilder plan) {
        return PlannedWorkload.prepare(plan.build(), Targets.of(ServerKind.VLLM), new MergingTokenizer(true));
    }

    private static JsonNode body(Workload workload, Scope scope, int index) {
        return Bodies.json(workload.prepare(scope, index));
    }

    private static String prompt(Workload workload, Scope scope, int index) {
        return Bodies.prompt(workload.prepare(scope, index));
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void everyPromptHasExactlyThePlannedLengthInTheServersCount(Endpoint endpoint) {
        PlannedWorkload workload = vllm(plan().endpoint(endpoint));
        MergingTokenizer server = new MergingTokenizer(true);

        assertThat(workload.exact()).isTrue();
        for (int i = 0; i < 500; i++) {
            Scope scope = i % 2 == 0 ? LEVEL : new Scope.WarmUp(1);
            assertThat(server.tokenize(endpoint, prompt(workload, scope, i)).orElseThrow().count()).isEqualTo(200);
        }
    }

    @Test
    void aServerThatOnlyCountsWillDo() {
        PlannedWorkload workload = PlannedWorkload.prepare(plan().build(), Targets.of(ServerKind.VLLM),
                new MergingTokenizer(false));

        assertThat(workload.exact()).isTrue();
        assertThat(workload.sharedTokens()).isGreaterThanOrEqualTo(vllm(plan()).sharedTokens());
    }

    @Test
    void calibrationTakesBoundedQuestionsOfBoundedLength() {
        MergingTokenizer tokenizer = new MergingTokenizer(true);
        PlannedWorkload.prepare(plan().build(), Targets.of(ServerKind.VLLM), tokenizer);

        assertThat(tokenizer.calls()).isLessThan(600);
        assertThat(tokenizer.longest()).isLessThan(4096);
    }

    @Test
    void anOrdinaryTokenizerIsAskedAFewTimesOnly() {
        MergingTokenizer tokenizer = MergingTokenizer.ordinary();
        PlannedWorkload workload = PlannedWorkload.prepare(plan().build(), Targets.of(ServerKind.VLLM), tokenizer);

        assertThat(workload.exact()).isTrue();
        assertThat(tokenizer.calls()).isLessThan(25);
    }

    @Test
    void theSameSeedGivesTheSameFingerprintButAnotherMarkInAnotherRun() {
        PlannedWorkload first = vllm(plan());
        PlannedWorkload second = vllm(plan().runId("r2"));

        assertThat(first.fingerprint()).isEqualTo(second.fingerprint())
                .isNotEqualTo(vllm(plan().seed(1)).fingerprint());
        assertThat(prompt(first, LEVEL, 0)).isNotEqualTo(prompt(second, LEVEL, 0))
                .isEqualTo(prompt(vllm(plan()), LEVEL, 0));
    }

    @Test
    void replayedPromptsAreTheVerySameInAnotherRun() {
        PlannedWorkload first = vllm(plan().replayPrompts(true));
        PlannedWorkload second = vllm(plan().replayPrompts(true).runId("r2"));

        assertThat(second.prepare(LEVEL, 7).body()).isEqualTo(first.prepare(LEVEL, 7).body());
        assertThat(first.freshPrompts()).isFalse();
        assertThat(body(first, LEVEL, 0).has("cache_salt")).isFalse();
    }

    @Test
    void noTwoPromptsShareTheBlockThatHoldsTheMark() {
        PlannedWorkload workload = vllm(plan());
        MergingTokenizer server = new MergingTokenizer(true);
        Set<List<Integer>> blocks = new HashSet<>();
        int prompts = 0;
        for (Scope scope : List.of(new Scope.WarmUp(0), LEVEL, new Scope.WarmUp(1), new Scope.Level(1))) {
            for (int i = 0; i < 2000; i++, prompts++) {
                int[] ids = server.tokenize(Endpoint.CHAT_COMPLETIONS, prompt(workload, scope, i)).orElseThrow().ids();
                blocks.add(Arrays.stream(ids).limit(16).boxed().toList());
            }
        }

        assertThat(workload.sharedTokens()).isEqualTo(6 + 7 - 1);
        assertThat(workload.freshPrompts()).isTrue();
        assertThat(blocks).hasSize(prompts);
    }

    @Test
    void marksAreDistinctWhateverTheirLength() {
        for (int length = 1; length <= 3; length++) {
            Nonce nonce = new Nonce(42, 16, length);
            Set<List<Integer>> seen = new HashSet<>();
            for (int i = 0; i < nonce.capacity(); i++) {
                seen.add(Arrays.stream(nonce.digits(new Place(2, i))).boxed().toList());
            }
            assertThat(seen).hasSize((int) nonce.capacity());
        }
    }

    @Test
    void theTourTriesEveryWordAfterEveryOther() {
        for (int words = 1; words < 20; words++) {
            int[] tour = PairTour.over(words);
            Set<Long> pairs = new HashSet<>();
            for (int i = 1; i < tour.length; i++) {
                pairs.add(tour[i - 1] * 1000L + tour[i]);
            }
            assertThat(pairs).hasSize(words * words).hasSize(tour.length - 1);
        }
    }

    @Test
    void aVllmGetsTheFieldsThatKeepTheLoadEven() {
        JsonNode body = body(vllm(plan()), LEVEL, 3);

        assertThat(body.get("model").asString()).isEqualTo("tiny");
        assertThat(body.get("max_tokens").asInt()).isEqualTo(16);
        assertThat(body.get("min_tokens").asInt()).isEqualTo(16);
        assertThat(body.get("ignore_eos").asBoolean()).isTrue();
        assertThat(body.get("temperature").asInt()).isZero();
        assertThat(body.at("/stream_options/include_usage").asBoolean()).isTrue();
        assertThat(body.get("cache_salt").asString())
                .isNotEqualTo(body(vllm(plan()), LEVEL, 4).get("cache_salt").asString());
    }

    @Test
    void tokensPerChunkAreAskedForOnRequestAndInStreamsOnly() {
        JsonNode plain = body(vllm(plan()), LEVEL, 0);
        assertThat(plain.get("stream_options").propertyNames()).containsExactly("include_usage");
        assertThat(plain.has("return_token_ids")).isFalse();

        JsonNode usage = body(vllm(plan().tokensPerChunk(TokensPerChunk.USAGE)), LEVEL, 0);
        assertThat(usage.at("/stream_options/continuous_usage_stats").asBoolean()).isTrue();
        assertThat(usage.has("return_token_ids")).isFalse();

        PlannedWorkload ids = vllm(plan().tokensPerChunk(TokensPerChunk.IDS));
        assertThat(body(ids, LEVEL, 0).get("return_token_ids").asBoolean()).isTrue();
        assertThat(body(ids, LEVEL, 0).get("stream_options").propertyNames()).containsExactly("include_usage");
        assertThat(new String(ids.readiness(0).body(), StandardCharsets.UTF_8)).doesNotContain("return_token_ids");
    }

    @Test
    void aRefusalOfTheCountsOnEveryChunkLeavesThoseAtTheEnd() {
        PlannedWorkload workload = PlannedWorkload.prepare(plan().tokensPerChunk(TokensPerChunk.USAGE).build(),
                Targets.of(ServerKind.OTHER), Tokenizer.none());

        assertThat(workload.refused(workload.prepare(LEVEL, 0),
                "Unknown parameter: 'stream_options.continuous_usage_stats'.")).isTrue();
        assertThat(workload.dropped()).containsExactly(Extra.CONTINUOUS_USAGE_STATS);
        assertThat(body(workload, LEVEL, 0).get("stream_options").propertyNames()).containsExactly("include_usage");
    }

    @Test
    void wholeAnswersHaveNoChunksToCountIn() {
        assertThatExceptionOfType(IllegalPlanException.class)
                .isThrownBy(() -> plan().streamed(false).tokensPerChunk(TokensPerChunk.IDS).build())
                .withMessageStartingWith("--tokens-per-chunk ids is not possible: give it with streamed");
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> TokensPerChunk.parse("all"))
                .withMessage("--tokens-per-chunk all is not possible: give one of off, usage, ids");
    }

    @Test
    void anotherServerGetsPlainFieldsOnly() {
        PlannedWorkload workload = PlannedWorkload.prepare(plan().build(), Targets.of(ServerKind.OTHER),
                Tokenizer.none());
        JsonNode body = body(workload, LEVEL, 0);

        assertThat(body.propertyNames()).containsExactlyInAnyOrder("model", "stream", "stream_options", "temperature",
                "max_tokens", "messages");
        assertThat(workload.exact()).isFalse();
        assertThat(workload.prepare(LEVEL, 0).asked().inputTokens()).isEmpty();
        assertThat(workload.notes()).containsExactlyInAnyOrder(WorkloadNote.LENGTHS_ESTIMATED,
                WorkloadNote.PLAIN_FIELDS_ONLY);
    }

    @Test
    void withoutATokenizerAVllmTakesTokenIds() {
        PlannedWorkload workload = PlannedWorkload.prepare(plan().endpoint(Endpoint.COMPLETIONS).build(),
                Targets.of(ServerKind.VLLM), Tokenizer.none());

        assertThat(workload.exact()).isTrue();
        assertThat(workload.notes()).contains(WorkloadNote.TOKEN_IDS);
        assertThat(body(workload, LEVEL, 0).get("prompt")).hasSize(200).doesNotHaveToString(
                body(workload, LEVEL, 1).get("prompt").toString());
    }

    @Test
    void theUsersFieldsWin() {
        PlannedWorkload workload = vllm(plan().extraBody(ExtraBody.parse(
                "{\"temperature\": 0.7, \"max_tokens\": 5, \"ignore_eos\": false, \"cache_salt\": \"mine\", \"n\": 2, \"stream_options\": null}")));
        JsonNode body = body(workload, LEVEL, 0);

        assertThat(body.get("temperature").asDouble()).isEqualTo(0.7);
        assertThat(body.get("max_tokens").asInt()).isEqualTo(5);
        assertThat(body.get("cache_salt").asString()).isEqualTo("mine");
        assertThat(body.has("min_tokens")).isFalse();
        assertThat(body.has("stream_options")).isFalse();
        assertThat(workload.prepare(LEVEL, 0).asked().choices()).isEqualTo(2);
        assertThat(workload.prepare(LEVEL, 0).asked().outputTokens()).isEmpty();
    }

    @Test
    void aRefusedFieldIsDroppedOnceAndSaid() {
        PlannedWorkload workload = vllm(plan());
        PreparedRequest before = workload.prepare(LEVEL, 0);

        assertThat(workload.refused(before, "Extra inputs are not permitted: cache_salt")).isTrue();
        assertThat(workload.isStale(before)).isTrue();
        assertThat(workload.refused(before, "Extra inputs are not permitted: cache_salt")).isTrue();
        assertThat(body(workload, LEVEL, 1).has("cache_salt")).isFalse();
        assertThat(workload.refused(workload.prepare(LEVEL, 1), "cache_salt again")).isFalse();
        assertThat(workload.dropped()).containsExactly(Extra.CACHE_SALT);
        assertThat(workload.notes()).contains(WorkloadNote.FIELDS_DROPPED);
    }

    @Test
    void aLengthThatDoesNotFitIsNoRefusalOfAField() {
        PlannedWorkload workload = vllm(plan());

        assertThat(workload.refused(workload.prepare(LEVEL, 0),
                "'max_tokens' or 'max_completion_tokens' is too large: 4096.")).isFalse();
        assertThat(workload.refused(workload.prepare(LEVEL, 0),
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."))
                .isTrue();
        assertThat(body(workload, LEVEL, 0).get("max_completion_tokens").asInt()).isEqualTo(16);
    }

    @Test
    void lengthsTheModelCannotTakeAreRefusedBeforeAnythingIsSent() {
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> vllm(plan().inputTokens(4090)))
                .withMessage(
                        "--input-len 4090 with --output-len 16 is not possible: the model takes at most 4096 tokens of prompt and answer together");
    }

    @Test
    void aPromptShorterThanItsTemplateIsRefused() {
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> vllm(plan().inputTokens(9)))
                .withMessage(
                        "--input-len 9 is not possible: give at least 11; 9 tokens are taken by the server's chat template and 2 by the mark that keeps prompts apart");
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 16, 17, 64, 4000})
    void anyLengthThatFitsIsMetExactly(int length) {
        PlannedWorkload workload = vllm(plan().inputTokens(length));
        MergingTokenizer server = new MergingTokenizer(true);

        assertThat(workload.exact()).isTrue();
        assertThat(server.tokenize(Endpoint.CHAT_COMPLETIONS, prompt(workload, LEVEL, 9)).orElseThrow().count())
                .isEqualTo(length);
        assertThat(workload.notes().contains(WorkloadNote.SHORT_MARK)).isEqualTo(length < 16);
    }
}
