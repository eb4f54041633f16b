package io.llmloadtest.load.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llmloadtest.load.plan.DatasetFormat;
import io.llmloadtest.load.plan.ExtraBody;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.LengthRule;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.plan.PlanBuilder;
import io.llmloadtest.load.plan.PromptPlan;
import io.llmloadtest.load.plan.WorkloadPlan;
import io.llmloadtest.load.target.ServerKind;
import io.llmloadtest.model.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetDraftsTest {

    private static final Scope LEVEL = new Scope.Level(0);

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void choose() {
        file = folder.resolve("prompts.jsonl");
    }

    private PlanBuilder plan(Optional<String> output) {
        return Plan.builder().runId("r1").concurrency(2, 4).requests(10).workload(WorkloadPlan.of(
                new PromptPlan.Dataset(file, DatasetFormat.AUTO,
                        output.map(rule -> LengthRule.parse("--output-len", rule)))));
    }

    private static PlannedWorkload workload(PlanBuilder plan) {
        return PlannedWorkload.prepare(plan.build(), Targets.of(ServerKind.VLLM), new MergingTokenizer(true));
    }

    private void prompts(int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add("{\"prompt\": \"prompt " + i + "\", \"output_tokens\": " + (10 + i) + "}");
        }
        Files.write(file, lines);
    }

    @Test
    void noPromptComesTwiceBeforeAllHaveBeenSent() throws IOException {
        prompts(26);
        PlannedWorkload workload = workload(plan(Optional.empty()));
        List<String> sent = new ArrayList<>();
        for (int level = 0; level < 2; level++) {
            for (int i = 0; i < (level == 0 ? 2 : 4); i++) {
                sent.add(Bodies.prompt(workload.prepare(new Scope.WarmUp(level), i)));
            }
            for (int i = 0; i < 10; i++) {
                sent.add(Bodies.prompt(workload.prepare(new Scope.Level(level), i)));
            }
        }

        assertThat(sent).hasSize(26).doesNotHaveDuplicates();
        assertThat(workload.notes()).containsExactly(WorkloadNote.DATASET);
    }

    @Test
    void aDatasetThatIsTooSmallIsSentAgainAndThatIsSaid() throws IOException {
        prompts(3);
        PlannedWorkload workload = workload(plan(Optional.empty()));

        assertThat(Bodies.prompt(workload.prepare(LEVEL, 4))).isEqualTo(Bodies.prompt(workload.prepare(LEVEL, 1)));
        assertThat(workload.notes()).contains(WorkloadNote.DATASET_REPEATS);
        assertThat(workload.facts()).containsEntry("dataset_entries", 3L).containsEntry("dataset_sampled", 3);
    }

    @Test
    void answersAreAsLongAsTheDatasetSays() throws IOException {
        prompts(30);
        PreparedRequest request = workload(plan(Optional.empty())).prepare(LEVEL, 0);
        int number = Integer.parseInt(Bodies.prompt(request).substring("prompt ".length()));

        assertThat(Bodies.json(request).get("max_tokens").asInt()).isEqualTo(10 + number);
        assertThat(Bodies.json(request).get("min_tokens").asInt()).isEqualTo(10 + number);
        assertThat(request.asked().outputTokens()).hasValue(10 + number);
        assertThat(request.asked().inputTokens()).isEmpty();
    }

    @Test
    void anAnswerOfTheDatasetIsMeasuredInTokens() throws IOException {
        Files.writeString(file, "[{\"conversations\": [{\"from\": \"human\", \"value\": \"" + "abcd ".repeat(40)
                + "\"}, {\"from\": \"gpt\", \"value\": \"" + "abcd ".repeat(20) + "\"}]}]");

        assertThat(workload(plan(Optional.empty())).prepare(LEVEL, 0).asked().outputTokens()).hasValue(20);
    }

    @Test
    void aGivenLengthGoesBeforeTheDatasets() throws IOException {
        prompts(30);

        assertThat(workload(plan(Optional.of("33"))).prepare(LEVEL, 0).asked().outputTokens()).hasValue(33);
        assertThat(workload(plan(Optional.of("33")).extraBody(ExtraBody.parse("{\"max_tokens\": 5}")))
                .prepare(LEVEL, 0).asked().outputTokens()).hasValue(5);
        assertThat(workload(plan(Optional.empty()))
                .prepare(LEVEL, 0, new TokenLengths(OptionalInt.of(9), OptionalInt.of(44))).asked().outputTokens())
                .hasValue(44);
    }

    @Test
    void aDatasetIsNotNewToTheServersCacheAndNoSaltMakesItSo() throws IOException {
        prompts(30);
        PlannedWorkload workload = workload(plan(Optional.empty()));

        assertThat(workload.freshPrompts()).isFalse();
        assertThat(workload.exact()).isFalse();
        assertThat(Bodies.json(workload.prepare(LEVEL, 0)).has("cache_salt")).isFalse();
    }

    @Test
    void theSameSeedSendsTheSamePromptsInEveryRun() throws IOException {
        prompts(100);
        PlannedWorkload first = workload(plan(Optional.empty()));
        PlannedWorkload again = workload(plan(Optional.empty()).runId("r2"));
        PlannedWorkload other = workload(plan(Optional.empty()).seed(1));

        assertThat(again.prepare(LEVEL, 7).body()).isEqualTo(first.prepare(LEVEL, 7).body());
        assertThat(again.fingerprint()).isEqualTo(first.fingerprint()).isNotEqualTo(other.fingerprint())
                .isNotEqualTo(workload(plan(Optional.of("9"))).fingerprint());
    }

    @Test
    void whatDoesNotFitTheModelIsLeftOutAndCounted() throws IOException {
        Files.writeString(file, "{\"prompt\": \"" + "abcd ".repeat(5000) + "\"}\n{\"prompt\": \"short\"}\n");
        PlannedWorkload workload = workload(plan(Optional.empty()));

        assertThat(Bodies.prompt(workload.prepare(LEVEL, 0))).isEqualTo("short");
        assertThat(workload.facts()).containsEntry("dataset_too_long", 1);
    }

    @Test
    void aDatasetOfWhichNothingFitsIsRefused() throws IOException {
        Files.writeString(file, "{\"prompt\": \"" + "abcd ".repeat(5000) + "\"}\n");

        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> workload(plan(Optional.empty())))
                .withMessage("--dataset " + file + " is not possible: give prompts that fit the model, which takes at"
                        + " most 4096 tokens of prompt and answer together");
    }
}
