package io.llmloadtest.load.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.GapLaw;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTest {

    @Test
    void defaultsGiveOneLevelOfAHundredRequests() {
        Plan plan = Plan.builder().build();

        assertThat(plan.levels()).hasSize(1);
        assertThat(plan.levels().getFirst().requests()).hasValue(100);
        assertThat(plan.endpoint().route()).isEqualTo("/v1/chat/completions");
        assertThat(plan.warmUpOf(plan.levels().getFirst())).isEqualTo(1);
    }

    @Test
    void theWarmUpIsOneFullWaveUnlessSaidOtherwise() {
        Plan wave = Plan.builder().concurrency(4, 32).build();
        Plan none = Plan.builder().concurrency(4, 32).warmUp(0).build();

        assertThat(wave.levels()).extracting(wave::warmUpOf).containsExactly(4, 32);
        assertThat(none.levels()).extracting(none::warmUpOf).containsExactly(0, 0);
    }

    @Test
    void repeatsRunTheWholeSequenceOfLevelsOverAndOver() {
        Plan plan = Plan.builder().concurrency(4, 32).repeats(3).build();

        assertThat(plan.levels()).extracting(level -> level.shape().concurrency().getAsInt())
                .containsExactly(4, 32, 4, 32, 4, 32);
        assertThat(plan.levels()).extracting(LevelPlan::repeat).containsExactly(1, 1, 2, 2, 3, 3);
        assertThat(plan.levels()).extracting(LevelPlan::index).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(plan.settings()).isEqualTo(plan.levels().subList(0, 2));
        assertThat(plan.repeats()).isEqualTo(3);
    }

    @Test
    void eachRepeatOfARateHasArrivalsOfItsOwn() {
        LoadShape rate = new LoadShape.Open(new ArrivalProcess.Drawn(5, new GapLaw.Gamma(1), 10), OptionalInt.empty());
        LoadShape other = new LoadShape.Open(new ArrivalProcess.Drawn(9, new GapLaw.Gamma(1), 11), OptionalInt.empty());
        Plan plan = Plan.builder().shapes(List.of(rate, other)).repeats(2).build();

        assertThat(plan.levels().get(0).shape()).isEqualTo(rate);
        assertThat(plan.levels().get(2).shape()).isEqualTo(rate.drawnAnew(2)).isNotEqualTo(rate);
        assertThat(plan.levels()).extracting(LevelPlan::shape).doesNotHaveDuplicates();
    }

    @Test
    void aDurationAloneLeavesTheNumberOpen() {
        Plan plan = Plan.builder().duration(Duration.ofSeconds(30)).build();

        assertThat(plan.levels().getFirst().requests()).isEmpty();
    }

    @Test
    void aUsersLengthGoesBeforeThePlans() {
        Plan plan = Plan.builder().outputTokens(10).extraBody(ExtraBody.parse("{\"max_tokens\": 7}")).build();

        assertThat(plan.answerTokens()).hasValue(7);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void aMistakeIsNamedWithOptionValueAndWhatIsAllowed(Consumer<PlanBuilder> mistake, String message) {
        PlanBuilder builder = Plan.builder();

        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> {
            mistake.accept(builder);
            builder.build();
        }).withMessage(message);
    }

    private static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(plan -> plan.concurrency(0),
                        "--concurrency 0 is not possible: give a whole number from 1 to 65535"),
                mistake(plan -> plan.concurrency(8, 70_000),
                        "--concurrency 70000 is not possible: give a whole number from 1 to 65535"),
                mistake(plan -> plan.concurrency(),
                        "--concurrency is not possible: give at least one number, such as 1,10,50"),
                mistake(plan -> plan.requests(0),
                        "--num-prompts 0 is not possible: give a whole number from 1 to 1000000000"),
                mistake(plan -> plan.duration(Duration.ZERO),
                        "--duration 0.0s is not possible: give a time above 0 and up to 720 hours"),
                mistake(plan -> plan.warmUp(-1),
                        "--warmup -1 is not possible: give a whole number from 0 to 1000000"),
                mistake(plan -> plan.repeats(0), "--repeat 0 is not possible: give a whole number from 1 to 100"),
                mistake(plan -> plan.concurrency(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11).repeats(100),
                        "the number of levels 1100 is not possible: give a whole number from 1 to 1000"),
                mistake(plan -> plan.inputTokens(0),
                        "--input-len 0 is not possible: give a whole number from 1 to 10000000"),
                mistake(plan -> plan.outputTokens(-5),
                        "--output-len -5 is not possible: give a whole number from 1 to 10000000"),
                mistake(plan -> plan.timeout(Duration.ofSeconds(-1)),
                        "--timeout -1.0s is not possible: give a time above 0 and up to 24 hours"),
                mistake(plan -> plan.model(" "),
                        "--model \" \" is not possible: give a text of 1 to 500 printable characters"),
                mistake(plan -> plan.goodput(new GoodputLimits(OptionalDouble.of(Double.NaN), OptionalDouble.empty(),
                        OptionalDouble.empty())), "--goodput ttft NaN is not possible: give milliseconds above 0"),
                mistake(plan -> plan.runId("a b"),
                        "the run id is not possible: use 1 to 64 letters, digits, dots, dashes, underscores"),
                mistake(plan -> plan.extraBody(ExtraBody.parse("[1]")),
                        "--extra-body is not possible: give a JSON object, such as {\"top_p\": 0.9}"),
                mistake(plan -> plan.extraBody(ExtraBody.parse("{\"a\"")),
                        "--extra-body is not possible: give a JSON object, such as {\"top_p\": 0.9}"),
                mistake(plan -> plan.extraBody(ExtraBody.parse("{\"stream\": false}")),
                        "--extra-body with the field stream is not possible: leave it out; use --model, --no-stream or --input-len"),
                mistake(plan -> plan.extraBody(ExtraBody.parse("{\"n\": 0}")),
                        "--extra-body with n = 0 is not possible: give a whole number from 1 to 128"));
    }

    private static Arguments mistake(Consumer<PlanBuilder> mistake, String message) {
        return Arguments.of(mistake, message);
    }
}
