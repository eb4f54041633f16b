package io.llmloadtest.collect.metrics;

import io.llmloadtest.evidence.metrics.MetricsSample;
import static io.llmloadtest.collect.metrics.Pages.inTurn;
import static io.llmloadtest.collect.metrics.Pages.page;
import static io.llmloadtest.collect.metrics.Pages.vllm;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.FakeClock;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsAvailability.Problem;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.evidence.metrics.Replica;
import io.llmloadtest.evidence.metrics.Reset;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Why;
import io.llmloadtest.model.Why;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LiveMetricsWitnessTest {

    private static final Scrape REFUSED = new Scrape.Failure(Problem.UNREACHABLE, "refused", Duration.ofMillis(1));

    private final FakeClock clock = new FakeClock();
    private final List<MetricsSample> samples = new ArrayList<>();
    private int scrapes;

    @Test
    void countersThatRestAreTakenAfterOnePause() {
        Boundary boundary = witness(page(vllm(5, 50, 0))).mark(0, OwnWork.NONE);

        assertThat(clock.passed()).isEqualTo(Duration.ofSeconds(1));
        assertThat(boundary.at()).isEqualTo(clock.tick());
        assertThat(boundary.wall()).isEqualTo(clock.wall());
        assertThat(scrapes).isEqualTo(2);
    }

    @Test
    void countersThatMoveAreWaitedFor() {
        LiveMetricsWitness witness = witness(page(vllm(5, 50, 0)), page(vllm(5, 50, 0)), page(vllm(5, 50, 0)),
                page(vllm(6, 55, 1)),
                page(vllm(7, 70, 0)), page(vllm(7, 70, 0)));

        MetricsTestimony testimony = testimony(witness, OwnWork.NONE);

        assertThat(testimony.settled()).isTrue();
        assertThat(testimony.delta().of(Counter.GENERATION_TOKENS)).isEqualTo(Reading.of(20));
        assertThat(testimony.settling()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void restIsNotEnoughWhileOurOwnWorkIsMissing() {
        LiveMetricsWitness witness = witness(page(vllm(0, 0, 0)), page(vllm(0, 0, 0)), page(vllm(0, 0, 0)),
                page(vllm(9, 90, 0)),
                page(vllm(9, 90, 0)), page(vllm(10, 100, 0)), page(vllm(10, 100, 0)));

        MetricsTestimony testimony = testimony(witness, new OwnWork(10, 100, 10));

        assertThat(testimony.settled()).isTrue();
        assertThat(testimony.delta().of(Counter.SUCCEEDED_CHOICES)).isEqualTo(Reading.of(10));
    }

    @Test
    void httpRequestsThatComeLastAreWaitedFor() {
        LiveMetricsWitness witness = witness(page(vllm(0, 0, 0, 0)), page(vllm(0, 0, 0, 0)),
                page(vllm(0, 0, 0, 0)),
                page(vllm(10, 100, 0, 9)), page(vllm(10, 100, 0, 9)), page(vllm(10, 100, 0, 10)),
                page(vllm(10, 100, 0, 10)));

        assertThat(testimony(witness, new OwnWork(10, 100, 10)).settled()).isTrue();
        assertThat(scrapes).isEqualTo(9);
    }

    @Test
    void aServerThatNeverCountsOurWorkIsTakenUnsettledAfterTheLimit() {
        LiveMetricsWitness witness = witness(page(vllm(0, 0, 0)));

        MetricsTestimony testimony = testimony(witness, new OwnWork(1, 1, 1));

        assertThat(testimony.settled()).isFalse();
        assertThat(testimony.settling()).isEqualTo(Duration.ofSeconds(6));
        assertThat(testimony.delta().of(Counter.SUCCEEDED_CHOICES)).isEqualTo(Reading.of(0));
    }

    @Test
    void countersThatNeverRestAreTakenUnsettledAfterTheLimit() {
        int[] tokens = {0};
        LiveMetricsWitness witness = witness(() -> page(vllm(0, tokens[0]++, 1)));

        witness.open();
        Boundary boundary = witness.mark(0, OwnWork.NONE);
        MetricsTestimony testimony = witness.between(boundary, boundary, Duration.ZERO);

        assertThat(testimony.settled()).isFalse();
        assertThat(testimony.stuckRunning()).isFalse();
        assertThat(clock.passed()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aRunningGaugeOverRestingCountersIsStuck() {
        MetricsTestimony testimony = testimony(witness(page(vllm(5, 50, 3))), OwnWork.NONE);

        assertThat(testimony.settled()).isTrue();
        assertThat(testimony.stuckRunning()).isTrue();
    }

    @Test
    void aServerWithoutMetricsCostsNoTime() {
        LiveMetricsWitness witness = witness(REFUSED);

        MetricsTestimony testimony = testimony(witness, new OwnWork(1, 1, 1));

        assertThat(testimony.availability())
                .isEqualTo(
                        new MetricsAvailability.Unavailable("http://server/metrics", Problem.UNREACHABLE, "refused"));
        assertThat(testimony.delta().of(Counter.SUCCEEDED_CHOICES)).isEqualTo(Reading.absent(Why.NO_METRICS));
        assertThat(clock.passed()).isZero();
        assertThat(scrapes).as("once at open, twice at the first boundary, never again").isEqualTo(3);
    }

    @Test
    void aPageWithoutASampleIsNoMetrics() {
        MetricsAvailability availability = witness(page("<html><body>Welcome</body></html>")).open();

        assertThat(availability).isEqualTo(new MetricsAvailability.Unavailable("http://server/metrics",
                Problem.NOT_METRICS, "<html><body>Welcome</body></html>"));
    }

    @Test
    void metricsThatComeLateAreStillTaken() {
        LiveMetricsWitness witness = witness(inTurn(REFUSED, page(vllm(5, 50, 0))));

        assertThat(testimony(witness, OwnWork.NONE).availability())
                .isInstanceOf(MetricsAvailability.Available.class);
    }

    @Test
    void aServerThatDiesLeavesTheValuesBeforeAndTheProblem() {
        LiveMetricsWitness witness = witness(page(vllm(5, 50, 0)), page(vllm(5, 50, 0)), page(vllm(5, 50, 0)), REFUSED);

        MetricsTestimony testimony = testimony(witness, OwnWork.NONE);

        assertThat(testimony.availability()).isInstanceOf(MetricsAvailability.Unavailable.class);
        assertThat(testimony.before()).isPresent();
        assertThat(testimony.after()).isEmpty();
        assertThat(testimony.delta().of(Counter.GENERATION_TOKENS)).isEqualTo(Reading.absent(Why.NO_METRICS));
    }

    @Test
    void aRestartBetweenTheBoundariesShows() {
        LiveMetricsWitness witness = witness(page(vllm(5, 50, 0)), page(vllm(5, 50, 0)), page(vllm(5, 50, 0)),
                page(vllm(1, 2, 0)));

        MetricsTestimony testimony = testimony(witness, new OwnWork(100, 100, 100));

        assertThat(testimony.resets()).extracting(Reset::sign).contains(Reset.Sign.COUNTER_FELL);
        assertThat(testimony.settled()).isTrue();
        assertThat(testimony.delta().of(Counter.GENERATION_TOKENS).isKnown()).isFalse();
    }

    @Test
    void theSlowestScrapeOfTheStretchIsKnown() {
        LiveMetricsWitness witness = witness(page(vllm(5, 50, 0)), page(vllm(5, 50, 0)), page(vllm(5, 50, 0)),
                new Scrape.Page(vllm(5, 50, 0).getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(2)),
                page(vllm(5, 50, 0)));

        assertThat(testimony(witness, OwnWork.NONE).slowestScrape()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void everyScrapeIsASample() {
        witness(page(vllm(5, 50, 3))).mark(0, OwnWork.NONE);

        assertThat(samples).hasSize(2);
        assertThat(samples.getFirst()).isEqualTo(new MetricsSample(Tick.ZERO,
                samples.getFirst().wall(), 0, Reading.of(3), Reading.of(0), Reading.of(0.25), Reading.of(50),
                samples.getFirst().promptTokens(), Reading.of(5), Reading.of(2), samples.getFirst().prefixQueried(),
                samples.getFirst().prefixHit()));
    }

    @Test
    void requestsOfOthersThatEndWhileTheFirstBoundaryWaitsAreTold() {
        int[] ended = {0};
        LiveMetricsWitness witness = witness(() -> page(vllm(ended[0], 10 * ended[0]++, 0)));
        witness.open();
        witness.mark(0, OwnWork.NONE);

        // three looks to open, then six until the wait was over
        assertThat(witness.endedBefore()).isEqualTo(Reading.of(8));
    }

    @Test
    void whatRestsBeforeTheFirstBoundaryIsNobodysWork() {
        LiveMetricsWitness witness = witness(page(vllm(5, 50, 0)));
        witness.open();
        witness.mark(0, OwnWork.NONE);

        assertThat(witness.endedBefore()).isEqualTo(Reading.of(0));
    }

    @Test
    void withoutAPageNobodyKnowsOfOthersWork() {
        LiveMetricsWitness witness = witness(REFUSED);
        witness.open();
        witness.mark(0, OwnWork.NONE);

        assertThat(witness.endedBefore().isKnown()).isFalse();
    }

    /** The first page answers every look of {@code open}. */
    private LiveMetricsWitness witness(Scrape... inTurn) {
        List<Scrape> all = new ArrayList<>(List.of(inTurn[0], inTurn[0]));
        all.addAll(List.of(inTurn));
        return witness(inTurn(all.toArray(Scrape[]::new)));
    }

    private LiveMetricsWitness witness(Supplier<Scrape> source) {
        return new LiveMetricsWitness(Duration.ZERO).watch("http://server/metrics", () -> {
            scrapes++;
            return source.get();
        }, ModelFilter.ANY, clock, Settling.USUAL, samples::add, Optional.empty());
    }

    private MetricsTestimony testimony(LiveMetricsWitness witness, OwnWork done) {
        witness.open();
        Boundary from = witness.mark(0, OwnWork.NONE);
        Boundary to = witness.mark(1, done);
        return witness.between(from, to, Duration.ofSeconds(1));
    }

    @Test
    void replicasAreAddedUpAndHoldOurWorkTogether() {
        LiveMetricsWitness witness = replicas(inTurn(page(vllm(5, 50, 0)), page(vllm(5, 50, 0)), page(vllm(5, 50, 0)),
                page(vllm(5, 50, 0)), page(vllm(5, 50, 0)), page(vllm(9, 90, 0))),
                inTurn(page(vllm(0, 0, 0)), page(vllm(0, 0, 0)), page(vllm(0, 0, 0)), page(vllm(0, 0, 0)),
                        page(vllm(0, 0, 0)), page(vllm(6, 60, 0))));

        MetricsTestimony testimony = testimony(witness, new OwnWork(10, 100, 10));

        assertThat(testimony.settled()).isTrue();
        assertThat(testimony.delta().of(Counter.SUCCEEDED_CHOICES)).isEqualTo(Reading.of(10));
        assertThat(testimony.watch().replicas()).extracting(Replica::url).containsExactly("http://server/metrics",
                "http://other/metrics");
        assertThat(testimony.watch().replicas()).extracting(replica -> replica.delta().of(Counter.GENERATION_TOKENS))
                .containsExactly(Reading.of(40), Reading.of(60));
        assertThat(testimony.watch().samples()).extracting(MetricsSample::replica).contains(0, 1);
    }

    @Test
    void aReplicaThatCannotBeReadLeavesNoSumOfTheOthers() {
        MetricsTestimony testimony = testimony(replicas(inTurn(page(vllm(5, 50, 0))), inTurn(REFUSED)), OwnWork.NONE);

        assertThat(testimony.delta().of(Counter.GENERATION_TOKENS)).isEqualTo(Reading.absent(Why.NO_METRICS));
        assertThat(testimony.availability()).isInstanceOf(MetricsAvailability.Unavailable.class);
        assertThat(testimony.watch().replicas().getFirst().delta().of(Counter.GENERATION_TOKENS).isKnown()).isTrue();
    }

    @Test
    void serversThatAnswerInTurnAreCountedAndNoRestart() {
        String one = vllm(5, 50, 0) + "process_start_time_seconds 1.0e+09\n";
        String two = vllm(2, 20, 0) + "process_start_time_seconds 2.0e+09\n";
        MetricsTestimony testimony = testimony(witness(inTurn(page(one), page(two), page(one), page(one), page(one),
                page(two), page(two))), OwnWork.NONE);

        assertThat(testimony.watch().identities()).containsExactly(Map.entry("http://server/metrics", 2));
        assertThat(testimony.resets()).isEmpty();
        assertThat(testimony.delta().of(Counter.GENERATION_TOKENS)).isEqualTo(Reading.absent(Why.SEVERAL_SERVERS));
    }

    @Test
    void aServerThatStartsAnewOnceIsARestart() {
        String one = vllm(5, 50, 0) + "process_start_time_seconds 1.0e+09\n";
        String two = vllm(2, 20, 0) + "process_start_time_seconds 2.0e+09\n";
        MetricsTestimony testimony = testimony(witness(inTurn(page(one), page(one), page(one), page(one), page(one),
                page(two), page(two))), OwnWork.NONE);

        assertThat(testimony.watch().identities()).isEmpty();
        assertThat(testimony.restarted()).isTrue();
    }

    @Test
    void withoutMarksACounterThatFallsAgainAndAgainIsSeveralServers() {
        MetricsTestimony testimony = testimony(witness(inTurn(page(vllm(5, 50, 0)), page(vllm(2, 20, 0)),
                page(vllm(5, 50, 0)), page(vllm(2, 20, 0)), page(vllm(2, 20, 0)), page(vllm(5, 50, 0)))), OwnWork.NONE);

        assertThat(testimony.watch().identities()).containsValue(2);
    }

    /** Pages that wait for each other on threads of their own: a clock that one of them drives would let the other miss its time. */
    private LiveMetricsWitness replicas(Supplier<Scrape> one, Supplier<Scrape> other) {
        RunClock real = RunClock.system(System.nanoTime());
        Settling patient = new Settling(Duration.ofMillis(1), Duration.ofMinutes(1));
        return new LiveMetricsWitness(Duration.ZERO)
                .watch("http://server/metrics", one, ModelFilter.ANY, real, patient, samples::add, Optional.empty())
                .watch("http://other/metrics", other, ModelFilter.ANY, real, patient, _ -> {}, Optional.empty());
    }
}
