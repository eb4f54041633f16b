package io.llmloadtest.load.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.GapLaw;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationPlanTest {

    private static final long SEED = 20261125;
    private static final PromptPlan DATASET = new PromptPlan.Dataset(Path.of("d.json"), DatasetFormat.AUTO,
            Optional.empty());

    private static ConversationPlan turns(String rule) {
        return new ConversationPlan(TurnRule.parse(rule), Optional.empty(), false);
    }

    private static Plan plan(ConversationPlan conversations) {
        return builder(conversations).build();
    }

    private static PlanBuilder builder(ConversationPlan conversations) {
        return Plan.builder().workload(WorkloadPlan.DEFAULT.with(conversations));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"4|4|4|4", " uniform : 2-6 |2|6|uniform:2-6", "all|1000|1000|all"})
    void turnsAreReadAndShown(String text, int least, int most, String shown) {
        TurnRule rule = TurnRule.parse(text);

        assertThat(rule).isEqualTo(new TurnRule(least, most)).hasToString(shown);
        assertThat(IntStream.range(0, 200).map(i -> rule.draw(new SplittableRandom(SEED + i))).summaryStatistics())
                .satisfies(drawn -> assertThat(drawn.getMin()).isEqualTo(least))
                .satisfies(drawn -> assertThat(drawn.getMax()).isEqualTo(most));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1001", "4.5", "uniform:6-2", "uniform:0-2", "uniform:1-2000", "normal:3,1",
            "many"})
    void turnsThatCannotBeAreRefusedWithWhatCan(String text) {
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> TurnRule.parse(text))
                .withMessageContaining("--turns").withMessageContaining("give a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"500ms|500", "2|2000", "1.5s|1500", "1m|60000", "uniform:1s-3s|2000",
            "normal:2s,500ms|2000", "lognormal:5s,4s,1s-60s|5000"})
    void thinkTimesAreReadWithTheirUnits(String text, double meanMillis) {
        ThinkTime time = ThinkTime.parse(text);
        SplittableRandom random = new SplittableRandom(SEED);
        double mean = IntStream.range(0, 4000).mapToLong(_ -> time.draw(random).toMillis()).average().orElseThrow();

        assertThat(mean).isCloseTo(meanMillis, within(0.1 * meanMillis));
        assertThat(time.text()).isEqualTo(text);
    }

    @Test
    void nobodyThinksForLessThanNoTime() {
        ThinkTime time = ThinkTime.parse("normal:10ms,50ms");
        SplittableRandom random = new SplittableRandom(SEED);

        assertThat(IntStream.range(0, 500).mapToObj(_ -> time.draw(random)))
                .noneMatch(Duration::isNegative);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "0.1ms", "soon", "-5s", "5d", "uniform:3s-1s", "3h", "normal:2s"})
    void thinkTimesThatCannotBeAreRefusedWithWhatCan(String text) {
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> ThinkTime.parse(text))
                .withMessageContaining("--think-time").withMessageContaining("give a time such as 500ms");
    }

    @Test
    void whatAConversationCannotBeMadeOfIsRefused() {
        assertThatExceptionOfType(IllegalPlanException.class).isThrownBy(() -> plan(turns("all")))
                .withMessageContaining("only a --dataset has an end of its own");
        assertThatExceptionOfType(IllegalPlanException.class)
                .isThrownBy(() -> plan(new ConversationPlan(TurnRule.parse("2"), Optional.empty(), true)))
                .withMessageContaining("--recorded-answers").withMessageContaining("--dataset");
        assertThatExceptionOfType(IllegalPlanException.class)
                .isThrownBy(() -> WorkloadPlan.of(new LengthPlan.Listed(Path.of("l.csv"))).with(turns("2")))
                .withMessageContaining("--turns with --lengths-file");
        assertThat(WorkloadPlan.of(DATASET).with(turns("all")).conversations()).isPresent();
    }

    @Test
    void whatAConversationCannotBeSentWithIsRefused() {
        assertThatExceptionOfType(IllegalPlanException.class)
                .isThrownBy(() -> builder(turns("2")).endpoint(Endpoint.COMPLETIONS).build())
                .withMessageContaining("--endpoint chat");
        assertThatExceptionOfType(IllegalPlanException.class)
                .isThrownBy(() -> builder(turns("2")).extraBody(ExtraBody.parse("{\"n\": 2}")).build())
                .withMessageContaining("one choice");
        assertThatExceptionOfType(IllegalPlanException.class)
                .isThrownBy(() -> builder(turns("2"))
                        .shapes(List.of(new LoadShape.Open(new ArrivalProcess.AtOnce(), OptionalInt.empty())))
                        .requests(5).build())
                .withMessageContaining("give --concurrency, a number for --request-rate");
        assertThat(builder(turns("2")).shapes(List.of(new LoadShape.Open(
                new ArrivalProcess.Drawn(5, new GapLaw.Constant(), 0), OptionalInt.empty()))).build().levels())
                .hasSize(1);
    }

    @Test
    void noLengthOfAllPromptsIsPromised() {
        assertThat(plan(turns("2")).inputTokens()).isEmpty();
        assertThat(plan(turns("2")).answerTokens()).hasValue(128);
    }
}
