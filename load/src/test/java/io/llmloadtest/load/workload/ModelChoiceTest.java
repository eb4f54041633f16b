package io.llmloadtest.load.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.LengthPlan;
import io.llmloadtest.load.plan.LengthRule;
import io.llmloadtest.load.plan.ModelMix;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.plan.PlanBuilder;
import io.llmloadtest.load.plan.WorkloadPlan;
import io.llmloadtest.load.target.ServedModel;
import io.llmloadtest.load.target.ServerKind;
import io.llmloadtest.load.target.TargetFacts;
import io.llmloadtest.model.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelChoiceTest {

    private static final Scope LEVEL = new Scope.Level(0);
    private static final ServedModel BASE = new ServedModel("tiny", Optional.empty(), Optional.empty(),
            OptionalInt.of(4096));
    private static final ServedModel ADAPTER = new ServedModel("lora", Optional.empty(), Optional.of("tiny"),
            OptionalInt.empty());
    private static final ServedModel OTHER = new ServedModel("other", Optional.empty(), Optional.empty(),
            OptionalInt.of(300));

    private static PlanBuilder plan(String mix) {
        return Plan.builder().runId("r1").requests(1000).workload(WorkloadPlan.DEFAULT.with(ModelMix.parse(mix)));
    }

    private static PlannedWorkload workload(PlanBuilder plan) {
        TargetFacts one = Targets.of(ServerKind.VLLM);
        TargetFacts target = new TargetFacts(one.base(), one.kind(), one.version(), List.of(BASE, ADAPTER, OTHER),
                one.model(), one.roundTripNanos());
        return PlannedWorkload.prepare(plan.build(), target, new MergingTokenizer(true));
    }

    private static String model(PlannedWorkload workload, int index) {
        return Bodies.json(workload.prepare(LEVEL, index)).get("model").asString();
    }

    @Test
    void requestsAreSpreadByWeightAndTheResultSaysHow() {
        PlannedWorkload workload = workload(plan("tiny:3,lora:1"));
        long adapters = IntStream.range(0, 1000).filter(i -> model(workload, i).equals("lora")).count();

        // 250 in the mean, with a standard deviation of 14
        assertThat((double) adapters).isCloseTo(250, within(60.0));
        assertThat(workload.facts().get("model_requests"))
                .isEqualTo(List.of(Map.of("tiny", 1000 - (int) adapters, "lora", (int) adapters)));
        assertThat(workload.exact()).isTrue();
    }

    @Test
    void theSeedGovernsWhoIsAsked() {
        PlannedWorkload first = workload(plan("tiny,lora"));

        assertThat(IntStream.range(0, 50).mapToObj(i -> model(workload(plan("tiny,lora").runId("r2")), i)))
                .containsExactlyElementsOf(IntStream.range(0, 50).mapToObj(i -> model(first, i)).toList());
        assertThat(first.fingerprint()).isNotEqualTo(workload(plan("tiny,lora").seed(1)).fingerprint())
                .isNotEqualTo(workload(plan("tiny:9,lora")).fingerprint());
    }

    @Test
    void modelsThatAreNoFamilyMayCountTokensApartAndTheSmallestContextHolds() {
        LengthPlan small = new LengthPlan.Drawn(new LengthRule.Fixed(100), new LengthRule.Fixed(100));
        LengthPlan large = new LengthPlan.Drawn(new LengthRule.Fixed(100), new LengthRule.Fixed(201));
        PlannedWorkload workload = workload(
                plan("tiny,other").workload(WorkloadPlan.of(small).with(ModelMix.parse("tiny,other"))));

        assertThat(workload.exact()).isFalse();
        assertThat(workload.prepare(LEVEL, 0).asked().inputTokens()).isEmpty();
        assertThat(workload.notes()).contains(WorkloadNote.TOKENIZERS_DIFFER);
        assertThatExceptionOfType(IllegalPlanException.class)
                .isThrownBy(() -> workload(
                        plan("tiny,other").workload(WorkloadPlan.of(large).with(ModelMix.parse("tiny,other")))))
                .withMessageContaining("the model takes at most 300 tokens");
    }

    @Test
    void aDroppedFieldIsDroppedForEveryModel() {
        PlannedWorkload workload = workload(plan("tiny,lora"));
        assertThat(workload.refused(workload.prepare(LEVEL, 0), "unknown field ignore_eos")).isTrue();

        assertThat(IntStream.range(0, 20).mapToObj(i -> Bodies.json(workload.prepare(LEVEL, i))))
                .noneMatch(body -> body.has("ignore_eos"));
    }

    @Test
    void aModelThatIsNotServedIsRefused() {
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> workload(plan("tiny,gone")))
                .withMessage("--model gone is not possible: give names that the server lists: tiny, lora, other");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a|{a=1.0}", "llama3:8|{llama3:8=1.0}", "a:3,b|{a=3.0, b=1.0}",
            "org/a:7b:3 , b : 0.5|{org/a:7b=3.0, b=0.5}"})
    void aMixIsReadWithItsWeights(String text, String weights) {
        assertThat(ModelMix.parse(text).weights()).hasToString(weights);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a:0,b|--model a:0.0 is not possible: give a weight above 0",
            "a,a:2|--model a,a:2 is not possible: give a once",
            "a,|--model \"\" is not possible: give a text of 1 to 500 printable characters"})
    void aMixThatCannotBeIsRefused(String text, String message) {
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> ModelMix.parse(text))
                .withMessage(message);
    }
}
