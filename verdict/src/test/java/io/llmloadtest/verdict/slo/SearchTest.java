package io.llmloadtest.verdict.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.verdict.slo.Conclusion.Border;
import io.llmloadtest.verdict.slo.Conclusion.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {

    private static final int FAR_TOO_MANY = 200;

    private final List<Double> tried = new ArrayList<>();

    @Test
    void itDoublesHalvesTheGapAndTriesBothEdgesAgain() {
        Conclusion found = search(concurrency(1, 256, 3), upTo(11));
        assertThat(tried).containsExactly(1.0, 2.0, 4.0, 8.0, 16.0, 12.0, 10.0, 11.0, 11.0, 12.0);
        assertThat(found.end()).isEqualTo(End.FOUND);
        assertThat(found.met()).contains(new Border(11, new Ballot(2, 0, 0)));
        assertThat(found.notMet()).contains(new Border(12, new Ballot(0, 2, 0)));
    }

    @Test
    void withoutRepeatsEachSettingIsTriedOnce() {
        search(concurrency(1, 256, 1), upTo(11));
        assertThat(tried).containsExactly(1.0, 2.0, 4.0, 8.0, 16.0, 12.0, 10.0, 11.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 100, 127, 200, 255})
    void everyBorderIsFoundToTheTenthPart(int border) {
        Conclusion found = search(concurrency(1, 256, 3), upTo(border));
        assertThat(found.end()).isEqualTo(End.FOUND);
        double met = found.met().orElseThrow().setting();
        double notMet = found.notMet().orElseThrow().setting();
        assertThat(met).isLessThanOrEqualTo(border);
        assertThat(notMet).isGreaterThan(border).isLessThanOrEqualTo(Math.max(met + 1, met * 1.1));
        assertThat(tried.size()).isLessThan(25);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.6, 1, 3.7, 12.34, 49})
    void aRateIsFoundToItsPrecision(double border) {
        SearchPlan plan = new SearchPlan(Axis.RATE, 0.5, 50, 0.02, 3, Duration.ofHours(1), Optional.empty());
        Conclusion found = search(plan, upTo(border));
        assertThat(found.end()).isEqualTo(End.FOUND);
        assertThat(found.met().orElseThrow().setting()).isCloseTo(border, within(0.021 * border))
                .isLessThanOrEqualTo(border);
    }

    @Test
    void theTopOfTheRangeIsNotPassedAndIsConfirmed() {
        Conclusion found = search(concurrency(1, 12, 3), upTo(1000));
        assertThat(tried).containsExactly(1.0, 2.0, 4.0, 8.0, 12.0, 12.0);
        assertThat(found.end()).isEqualTo(End.TOP_MET);
        assertThat(found.notMet()).isEmpty();
    }

    @Test
    void whereEvenTheBottomIsMissedNoNumberIsGiven() {
        Conclusion found = search(concurrency(4, 64, 3), upTo(3));
        assertThat(tried).containsExactly(4.0, 4.0);
        assertThat(found.end()).isEqualTo(End.NONE_MET);
        assertThat(found.met()).isEmpty();
    }

    @Test
    void whereNothingCanBeToldThatIsSaid() {
        Conclusion found = search(concurrency(1, 64, 3), _ -> Outcome.CANNOT_TELL);
        assertThat(found.end()).isEqualTo(End.CANNOT_TELL);
        assertThat(found.met()).isEmpty();
        assertThat(tried).containsExactly(1.0, 1.0);
    }

    @Test
    void whatCannotBeToldIsAnUpperEdgeAndNeverMet() {
        Conclusion found = search(concurrency(1, 256, 3),
                setting -> setting <= 20 ? Outcome.MET : Outcome.CANNOT_TELL);
        assertThat(found.end()).isEqualTo(End.CANNOT_TELL);
        assertThat(found.met().orElseThrow().setting()).isBetween(18.0, 20.0);
        assertThat(found.notMet().orElseThrow().ballot().met()).isZero();
    }

    @Test
    void oneUnluckyLevelOnTheWayUpDoesNotEndTheClimb() {
        Conclusion found = search(concurrency(1, 256, 3),
                setting -> setting == 8 && tried.stream().filter(each -> each == 8).count() == 1
                        ? Outcome.MISSED
                        : upTo(40).apply(setting));
        assertThat(found.met().orElseThrow().setting()).isBetween(37.0, 40.0);
    }

    @Test
    void oneLuckyLevelAboveTheBorderIsNotBelieved() {
        Conclusion found = search(concurrency(1, 64, 3),
                setting -> setting == 12 && tried.stream().filter(each -> each == 12).count() == 1
                        ? Outcome.MET
                        : upTo(10).apply(setting));
        assertThat(found.end()).isEqualTo(End.FOUND);
        assertThat(found.met().orElseThrow().setting()).isEqualTo(10);
    }

    @Test
    void aMajorityOfRepeatsDecidesEachEdgeHoweverNoisyTheBorderIs() {
        for (int seed = 0; seed < 300; seed++) {
            tried.clear();
            Random random = new Random(seed);
            Conclusion found = search(concurrency(1, 256, 5),
                    setting -> random.nextDouble() < 1 / (1 + Math.exp((setting - 50) / 4))
                            ? Outcome.MET
                            : Outcome.MISSED);
            assertThat(found.end()).as("seed %d", seed).isEqualTo(End.FOUND);
            assertThat(found.met().orElseThrow().ballot().met()).as("seed %d", seed).isGreaterThanOrEqualTo(3);
            assertThat(found.notMet().orElseThrow().ballot().missed()).as("seed %d", seed)
                    .isGreaterThanOrEqualTo(3);
            assertThat(found.met().orElseThrow().setting()).as("seed %d", seed).isBetween(35.0, 60.0);
        }
    }

    @Test
    void anOracleOfPureChanceIsEndedToo() {
        for (int seed = 0; seed < 300; seed++) {
            tried.clear();
            Random random = new Random(seed);
            search(concurrency(1, 256, 3), _ -> Outcome.values()[random.nextInt(3)]);
            assertThat(tried.size()).as("seed %d", seed).isLessThan(FAR_TOO_MANY);
        }
    }

    @Test
    void aSearchThatWasStoppedSaysWhatItHasSoFar() {
        Search search = new Search(concurrency(1, 256, 3));
        assertThat(search.conclusion()).isEqualTo(new Conclusion(End.UNFINISHED, Optional.empty(), Optional.empty()));
        search.add(1, Outcome.MET);
        search.add(2, Outcome.MET);
        search.add(4, Outcome.MISSED);
        Conclusion soFar = search.conclusion();
        assertThat(soFar.end()).isEqualTo(End.UNFINISHED);
        assertThat(soFar.met().orElseThrow().setting()).isEqualTo(2);
        assertThat(soFar.notMet().orElseThrow().setting()).isEqualTo(4);
    }

    @Test
    void replicasAreRoundedUpButNotByAHair() {
        assertThat(new Peak(100, 0.2).replicas(10)).isEqualTo(12);
        assertThat(new Peak(100, 0.2).replicas(9.9)).isEqualTo(13);
        assertThat(new Peak(0.1, 0).replicas(10)).isEqualTo(1);
    }

    private static SearchPlan concurrency(int least, int most, int repeats) {
        return new SearchPlan(Axis.CONCURRENCY, least, most, 0.1, repeats, Duration.ofHours(1), Optional.empty());
    }

    private static DoubleFunction<Outcome> upTo(double border) {
        return setting -> setting <= border ? Outcome.MET : Outcome.MISSED;
    }

    private Conclusion search(SearchPlan plan, DoubleFunction<Outcome> oracle) {
        Search search = new Search(plan);
        while (search.next() instanceof Search.Try(double setting, _) && tried.size() < FAR_TOO_MANY) {
            tried.add(setting);
            search.add(setting, oracle.apply(setting));
        }
        return search.conclusion();
    }
}
