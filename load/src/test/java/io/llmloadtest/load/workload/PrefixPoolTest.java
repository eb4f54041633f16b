package io.llmloadtest.load.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.LengthPlan;
import io.llmloadtest.load.plan.LengthRule;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.plan.PlanBuilder;
import io.llmloadtest.load.plan.PrefixPool;
import io.llmloadtest.load.plan.PromptPlan;
import io.llmloadtest.load.plan.WorkloadPlan;
import io.llmloadtest.load.target.ServerKind;
import io.llmloadtest.load.target.Tokenization;
import io.llmloadtest.load.target.Tokenizer;
import io.llmloadtest.model.Scope;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixPoolTest {

    private static final Scope LEVEL = new Scope.Level(0);
    private static final int BLOCK = 16;
    private static final MergingTokenizer SERVER = new MergingTokenizer(true);

    private static PlanBuilder plan(String input, PrefixPool pool) {
        LengthPlan lengths = new LengthPlan.Drawn(LengthRule.parse("--input-len", input), new LengthRule.Fixed(8));
        return Plan.builder().runId("r1").concurrency(4, 8)
                .workload(WorkloadPlan.of(new PromptPlan.MadeUp(lengths, Optional.of(pool), Optional.empty())));
    }

    private static PlannedWorkload workload(PlanBuilder plan) {
        return PlannedWorkload.prepare(plan.build(), Targets.of(ServerKind.VLLM), new MergingTokenizer(true));
    }

    private static int[] ids(PreparedRequest request) {
        Tokenization tokens = SERVER.tokenize(Endpoint.CHAT_COMPLETIONS, Bodies.prompt(request)).orElseThrow();
        assertThat(request.asked().inputTokens()).hasValue(tokens.count());
        return tokens.ids();
    }

    /** A prefix cache as vLLM's: whole blocks, each known by all that stands before it. */
    private static final class Cache {

        private final Set<List<Object>> blocks = new HashSet<>();
        private long hits;
        private long asked;

        void serve(PreparedRequest request) {
            int[] ids = ids(request);
            Object salt = Bodies.json(request).path("cache_salt").asString("");
            asked += ids.length;
            boolean known = true;
            for (int end = BLOCK; end <= ids.length; end += BLOCK) {
                boolean isNew = blocks.add(List.of(salt, Arrays.hashCode(Arrays.copyOf(ids, end)), end));
                known &= !isNew;
                hits += known ? BLOCK : 0;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.25, 0.5, 1})
    void aCacheIsHitAsOftenAsTheVerdictIsTold(double share) {
        PlannedWorkload workload = workload(plan("uniform:200-400", new PrefixPool(150, 3, share)));
        Cache warm = new Cache();
        IntStream.range(0, 200).forEach(i -> warm.serve(workload.prepare(new Scope.WarmUp(0), i)));
        warm.hits = 0;
        IntStream.range(0, 400).forEach(i -> warm.serve(workload.prepare(LEVEL, i)));

        double hitsEach = warm.hits / 400.0;
        assertThat(hitsEach).isLessThanOrEqualTo(workload.sharedTokens());
        assertThat(hitsEach).isGreaterThanOrEqualTo(share * (150 - BLOCK));
        assertThat(workload.freshPrompts()).isTrue();
    }

    @Test
    void anotherRunMeetsAColdCache() {
        PlanBuilder plan = plan("uniform:200-400", new PrefixPool(150, 3, 1));
        PlannedWorkload first = workload(plan);
        Cache cache = new Cache();
        IntStream.range(0, 100).forEach(i -> cache.serve(first.prepare(LEVEL, i)));
        cache.hits = 0;
        PlannedWorkload second = workload(plan.runId("r2"));
        IntStream.range(0, 3).forEach(i -> cache.serve(second.prepare(LEVEL, i)));

        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(cache.hits).isLessThanOrEqualTo(2 * 160L);
    }

    @Test
    void exactlyTheShareOfAnyStretchBeginsWithAPrefix() {
        PrefixChoice choice = new PrefixChoice(Optional.of(new PrefixPool(100, 5, 0.3)), 1);
        for (int from = 0; from < 50; from++) {
            long prefixed = IntStream.range(from, from + 100).filter(i -> choice.of(i).isPresent()).count();
            assertThat(prefixed).isBetween(29L, 31L);
        }
        assertThat(IntStream.range(0, 1000).mapToObj(choice::of).filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt).distinct()).hasSize(5);
    }

    @Test
    void withoutPrefixesNothingIsShared() {
        PrefixChoice none = new PrefixChoice(Optional.empty(), 1);

        assertThat(none.of(0)).isEmpty();
        assertThat(none.meanTokens()).isZero();
    }

    @Test
    void tokenIdsSharePrefixesToo() {
        PlannedWorkload workload = PlannedWorkload.prepare(
                plan("200", new PrefixPool(100, 1, 1)).endpoint(Endpoint.COMPLETIONS).build(),
                Targets.of(ServerKind.VLLM), Tokenizer.none());
        var first = Bodies.json(workload.prepare(LEVEL, 0)).get("prompt");
        var second = Bodies.json(workload.prepare(LEVEL, 1)).get("prompt");

        assertThat(first).hasSize(200);
        IntStream.range(0, 100).forEach(i -> assertThat(first.get(i)).isEqualTo(second.get(i)));
        assertThat(first.get(100)).isNotEqualTo(second.get(100));
    }

    @Test
    void aPromptMustHaveRoomForItsPrefix() {
        assertThatExceptionOfType(IllegalPlanException.class)
                .isThrownBy(() -> workload(plan("150", new PrefixPool(150, 3, 1))))
                .withMessage(
                        "--input-len 150 is not possible: give at least 161; 9 tokens are taken by the server's chat"
                                + " template, 150 by the shared prefix and 2 by the mark that keeps prompts apart");
    }

    @Test
    void aPoolThatNoPromptCouldUseIsRefused() {
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> new PrefixPool(100, 3, 1.5))
                .withMessage("--prefix-hit-rate 1.5 is not possible: give a share above 0 and up to 1");
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> new PrefixPool(100, 0, 1))
                .withMessage("--prefix-pool 0 is not possible: give a whole number from 1 to 1000000");
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> new PrefixPool(3, 1, 1))
                .withMessageStartingWith("--prefix-len 3 is not possible: give a whole number from 16");
    }
}
