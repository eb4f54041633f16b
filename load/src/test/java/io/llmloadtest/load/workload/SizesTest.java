package io.llmloadtest.load.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llmloadtest.load.dataset.LengthFile;
import io.llmloadtest.load.plan.Endpoint;
import io.llmloadtest.load.plan.ExtraBody;
import io.llmloadtest.load.plan.IllegalPlanException;
import io.llmloadtest.load.plan.LengthPlan;
import io.llmloadtest.load.plan.LengthRule;
import io.llmloadtest.load.plan.Plan;
import io.llmloadtest.load.plan.PlanBuilder;
import io.llmloadtest.load.plan.WorkloadPlan;
import io.llmloadtest.load.target.ServerKind;
import io.llmloadtest.load.target.Tokenizer;
import io.llmloadtest.model.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SizesTest {

    private static final Scope LEVEL = new Scope.Level(0);

    @TempDir
    Path folder;

    private static PlanBuilder plan(LengthPlan lengths) {
        return Plan.builder().runId("r1").concurrency(4, 8).workload(WorkloadPlan.of(lengths));
    }

    private static LengthPlan.Drawn drawn(String input, String output) {
        return new LengthPlan.Drawn(LengthRule.parse("--input-len", input), LengthRule.parse("--output-len", output));
    }

    private static PlannedWorkload workload(PlanBuilder plan, Tokenizer tokenizer) {
        return PlannedWorkload.prepare(plan.build(), Targets.of(ServerKind.VLLM), tokenizer);
    }

    private static PlannedWorkload workload(PlanBuilder plan) {
        return workload(plan, new MergingTokenizer(true));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("lengths"), text);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EMBEDDINGS")
    void everyPromptHasTheLengthThatWasDrawnForIt(Endpoint endpoint) {
        MergingTokenizer tokenizer = new MergingTokenizer(true);
        PlannedWorkload workload = workload(plan(drawn("lognormal:300,250", "uniform:1-50")).endpoint(endpoint),
                tokenizer);
        int calls = tokenizer.calls();

        assertThat(workload.exact()).isTrue();
        for (int i = 0; i < 300; i++) {
            PreparedRequest request = workload.prepare(LEVEL, i);
            int counted = tokenizer.tokenize(endpoint, Bodies.prompt(request)).orElseThrow().count();
            assertThat(request.asked().inputTokens()).hasValue(counted);
            assertThat(request.asked().outputTokens()).hasValue(Bodies.json(request).get("max_tokens").asInt());
            assertThat(Bodies.json(request).get("min_tokens")).isEqualTo(Bodies.json(request).get("max_tokens"));
        }
        assertThat(workload.freshPrompts()).isTrue();
        assertThat(calls).as("questions asked before the first prompt was made").isLessThan(600);
    }

    @Test
    void manyLengthsTakeNoMoreQuestionsThanOne() {
        MergingTokenizer tokenizer = MergingTokenizer.ordinary();
        workload(plan(drawn("uniform:20-3000", "8")), tokenizer);

        assertThat(tokenizer.calls()).isLessThan(25);
    }

    @Test
    void allLevelsAskForTheSameLengths() {
        PlannedWorkload workload = workload(plan(drawn("uniform:100-500", "uniform:1-50")));

        for (int i = 0; i < 100; i++) {
            assertThat(workload.prepare(new Scope.Level(1), i).asked()).isEqualTo(workload.prepare(LEVEL, i).asked());
        }
    }

    @Test
    void theSeedGovernsTheLengthsAndTheFingerprintTellsThem() {
        PlannedWorkload first = workload(plan(drawn("uniform:100-500", "16")));
        PlannedWorkload other = workload(plan(drawn("uniform:100-500", "16")).seed(1));
        PlannedWorkload longer = workload(plan(drawn("uniform:100-500", "17")));

        assertThat(workload(plan(drawn("uniform:100-500", "16")).runId("r2")).fingerprint())
                .isEqualTo(first.fingerprint());
        assertThat(first.fingerprint()).isNotEqualTo(other.fingerprint()).isNotEqualTo(longer.fingerprint());
        assertThat(first.prepare(LEVEL, 3).asked()).isNotEqualTo(other.prepare(LEVEL, 3).asked());
    }

    @Test
    void aCallersLengthsGoBeforeThePlans() {
        PlannedWorkload workload = workload(plan(new LengthPlan.ByArrival(drawn("200", "16"))));
        TokenLengths wish = new TokenLengths(OptionalInt.of(333), OptionalInt.empty());
        PreparedRequest request = workload.prepare(LEVEL, 5, wish);

        assertThat(Bodies.count(request)).isEqualTo(333);
        assertThat(request.asked().inputTokens()).hasValue(333);
        assertThat(request.asked().outputTokens()).hasValue(16);
        assertThat(workload.notes()).doesNotContain(WorkloadNote.LENGTHS_CLIPPED);
    }

    @Test
    void lengthsThatCannotBeHadBecomeTheNearestAndAreSaid() {
        PlannedWorkload workload = workload(plan(new LengthPlan.ByArrival(drawn("200", "16"))));
        PreparedRequest small = workload.prepare(LEVEL, 5, new TokenLengths(OptionalInt.of(1), OptionalInt.of(3)));
        PreparedRequest huge = workload.prepare(LEVEL, 6,
                new TokenLengths(OptionalInt.of(1_000_000), OptionalInt.of(96)));

        assertThat(Bodies.count(small)).isEqualTo(11);
        assertThat(small.asked().inputTokens()).hasValue(11);
        assertThat(Bodies.count(huge)).isEqualTo(4000);
        assertThat(huge.asked().outputTokens()).hasValue(96);
        assertThat(workload.notes()).contains(WorkloadNote.LENGTHS_CLIPPED);
    }

    @Test
    void aUsersLimitGoesBeforeEveryLength() {
        PlannedWorkload workload = workload(plan(drawn("200", "uniform:1-50"))
                .extraBody(ExtraBody.parse("{\"max_tokens\": 5}")));

        assertThat(workload.prepare(LEVEL, 0).asked().outputTokens()).hasValue(5);
        assertThat(workload.bodyFields()).contains("\"max_tokens\":5");
    }

    @Test
    void aPromisedLengthThatCannotBeHadIsRefused() {
        assertThatExceptionOfType(IllegalPlanException.class)
                .isThrownBy(() -> workload(plan(drawn("uniform:100-4090", "uniform:1-16"))))
                .withMessage("--input-len uniform:100-4090 with --output-len uniform:1-16 is not possible: the model"
                        + " takes at most 4096 tokens of prompt and answer together");
        assertThatExceptionOfType(IllegalPlanException.class)
                .isThrownBy(() -> workload(plan(drawn("uniform:5-100", "16"))))
                .withMessageStartingWith("--input-len uniform:5-100 is not possible: give at least 11");
        assertThatExceptionOfType(IllegalPlanException.class)
                .isThrownBy(() -> workload(plan(drawn("normal:12,3", "16"))))
                .withMessageStartingWith(
                        "--input-len normal:12,3 is not possible: give a mean of at least 16, or a range");
    }

    @Test
    void listedLengthsComeInOrderAndAgain() throws IOException {
        PlannedWorkload workload = workload(plan(new LengthPlan.Listed(file("""
                timestamp,output_length,input_length
                0,7,100

                1, 8 ,200\r
                2,9,"300"
                """))));

        assertThat(workload.prepare(LEVEL, 1).asked().inputTokens()).hasValue(200);
        assertThat(workload.prepare(LEVEL, 1).asked().outputTokens()).hasValue(8);
        assertThat(Bodies.count(workload.prepare(LEVEL, 5))).isEqualTo(300);
        assertThat(workload.notes()).doesNotContain(WorkloadNote.LENGTHS_CLIPPED);
    }

    @Test
    void listedLengthsMayBeJsonLines() throws IOException {
        PlannedWorkload workload = workload(plan(new LengthPlan.Listed(file(
                "\uFEFF{\"input_length\": 100, \"output_length\": 7, \"hash_ids\": [1, 2]}\n{\"output_length\": 8, \"input_length\": 5000}"))));

        assertThat(workload.prepare(LEVEL, 0).asked().inputTokens()).hasValue(100);
        assertThat(workload.prepare(LEVEL, 1).asked().inputTokens()).hasValue(4096 - 8);
        assertThat(workload.notes()).contains(WorkloadNote.LENGTHS_CLIPPED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'1,2\\n3'|2|3", "'1,2\\n\\n0,5'|3|0,5",
            "'input_length,output\\n1,2'|1|input_length,output",
            "'{\"input_length\":1}'|1|{\"input_length\":1}",
            "'{\"input_length\":1,\"output_length\":2}\\n{\"inp'|2|{\"inp"})
    void aMalformedLineIsNamed(String text, int line, String shown) throws IOException {
        Path file = file(text.replace("\\n", "\n"));

        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> LengthFile.read(file))
                .withMessage("--lengths-file " + file + " is not possible: give in line " + line
                        + " whole numbers from 1 to 10000000 as input_length and output_length instead of \"" + shown
                        + "\"");
    }

    @Test
    void aFileThatIsNotThereOrEmptyIsNamed() throws IOException {
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> LengthFile.read(folder.resolve("none")))
                .withMessageContaining("none is not possible: give a file that can be read (there is none)");
        Path empty = file("input_length,output_length\n");
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> LengthFile.read(empty))
                .withMessageContaining("give a file with at least one line of");
    }
}
