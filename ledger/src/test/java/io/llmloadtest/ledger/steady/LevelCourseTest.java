package io.llmloadtest.ledger.steady;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.ledger.Account;
import io.llmloadtest.ledger.Course.Latency;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.Requests;
import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.ledger.arrivals.GapLaw;
import io.llmloadtest.ledger.arrivals.RateProfile;
import io.llmloadtest.ledger.steady.SteadyState.Obstacle;
import io.llmloadtest.ledger.steady.SteadyState.Reason;
import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class LevelCourseTest {

    private static final long EVERY = 100;

    @Test
    void aColdStartIsLeftOutAndTheWholeLevelStaysAsItIs() {
        List<RequestRecord> requests = oneByOne(200, i -> i < 20 ? 80 : 20 + i / 5 % 2 * 2, i -> i * 7919L % 31);
        LevelCourse course = of(requests, Cuts.NONE);

        SteadyState.Found steady = (SteadyState.Found) course.steady();
        assertThat(steady.reason()).isEqualTo(Reason.TTFT_SETTLED);
        assertThat(steady.figures().window()).isEqualTo(new Window(requests.get(19).sent(), requests.get(199).sent()));
        assertThat(steady.figures().requests()).isEqualTo(180);
        assertThat(steady.figures().latencies().get(Latency.TTFT).mean().value()).isCloseTo(21e6, within(0.1e6));
        Figures whole = course.whole().orElseThrow();
        assertThat(whole.requests()).isEqualTo(200);
        // (20 * 80 + 90 * 20 + 90 * 22) / 200
        assertThat(whole.latencies().get(Latency.TTFT).mean().value()).isCloseTo(26.9e6, within(1.0));
        assertThat(whole.tokensPerSecond().orElseThrow().value()).isCloseTo(600 / 20.05, within(1e-9));
        assertThat(whole.tokensPerSecond().orElseThrow().interval().orElseThrow().holds(30)).isTrue();
    }

    @Test
    void theOrderInWhichRequestsEndedMakesNoDifference() {
        List<RequestRecord> requests = oneByOne(200, i -> 20 + i % 7);
        List<RequestRecord> shuffled = new ArrayList<>(requests);
        Collections.shuffle(shuffled, new Random(1));
        assertThat(of(shuffled, Cuts.NONE)).isEqualTo(of(requests, Cuts.NONE));
    }

    @Test
    void aLevelThatIsAlikeFromTheStartIsOnlyLeftWhenSendingEnds() {
        SteadyState.Found steady = (SteadyState.Found) of(oneByOne(200, _ -> 20), Cuts.NONE).steady();
        assertThat(steady.reason()).isEqualTo(Reason.FROM_THE_START);
        assertThat(steady.figures().requests()).isEqualTo(200);
        assertThat(steady.figures().window().to()).isEqualTo(at(19_980));
    }

    @Test
    void aQueueThatGrowsIsNeverSteady() {
        assertThat(of(oneByOne(200, i -> 10 + i / 4), Cuts.NONE).steady())
                .isEqualTo(new SteadyState.Missing(Obstacle.TTFT_DRIFTS));
    }

    @Test
    void fewRequestsTellNothing() {
        assertThat(of(oneByOne(49, _ -> 20), Cuts.NONE).steady())
                .isEqualTo(new SteadyState.Missing(Obstacle.FEW_REQUESTS));
        assertThat(of(List.of(), Cuts.NONE))
                .isEqualTo(new LevelCourse(Optional.empty(), new SteadyState.Missing(Obstacle.FEW_REQUESTS), false));
    }

    @Test
    void requestsThatAllGoAtOnceHaveNoSteadyPart() {
        List<RequestRecord> requests = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            requests.add(Requests.streamed(i, 0, new long[]{20, 30, 40}, 60));
        }
        assertThat(of(requests, Cuts.NONE).steady()).isEqualTo(new SteadyState.Missing(Obstacle.TOO_SHORT));
    }

    @Test
    void aRateThatChangesByPlanIsNotLookedAt() {
        ArrivalProcess ramp = new ArrivalProcess.Drawn(new RateProfile.RampByTime(1, 10, 20), new GapLaw.Gamma(1), 0);
        Account account = account(oneByOne(200, _ -> 20));
        PhaseNote phase = new PhaseNote(Requests.LEVEL, OptionalInt.empty(), Optional.of(ramp), Optional.empty(),
                OptionalLong.empty(), 0, 1, window(), window(), false, Optional.empty());
        assertThat(LevelCourse.of(account, phase, Cuts.NONE).steady())
                .isEqualTo(new SteadyState.Missing(Obstacle.RATE_CHANGES));
    }

    @Test
    void cutsAreMadeAsAsked() {
        List<RequestRecord> requests = oneByOne(200, _ -> 20);
        assertThat(asked(requests, new Cut.Time(Duration.ofSeconds(1)), new Cut.Time(Duration.ofSeconds(2))))
                .isEqualTo(new Window(new Tick(at(1_080).nanos() - 1), at(17_980)));
        assertThat(asked(requests, new Cut.Requests(30), new Cut.Requests(50)))
                .isEqualTo(new Window(at(2_980), at(14_980)));
        assertThat(asked(requests, new Cut.Requests(0), new Cut.Requests(0)))
                .isEqualTo(new Window(new Tick(at(80).nanos() - 1), at(19_980)));
    }

    @Test
    void cutsThatLeaveNothingSaySo() {
        List<RequestRecord> requests = oneByOne(200, _ -> 20);
        for (Cuts cuts : List.of(new Cuts(Optional.of(new Cut.Time(Duration.ofHours(1))), Optional.empty()),
                new Cuts(Optional.of(new Cut.Requests(200)), Optional.empty()),
                new Cuts(Optional.empty(), Optional.of(new Cut.Requests(1_000_000))),
                new Cuts(Optional.of(new Cut.Requests(120)), Optional.of(new Cut.Requests(120))))) {
            assertThat(of(requests, cuts).steady()).as("%s", cuts)
                    .isEqualTo(new SteadyState.Missing(Obstacle.ALL_CUT));
        }
    }

    @Test
    void timeOutsAreInPercentilesAndNotInMeans() {
        List<RequestRecord> requests = oneByOne(400, _ -> 20);
        for (int i = 0; i < 20; i++) {
            requests.set(i * 20, Requests.failed(i * 20, i * 20 * EVERY, i * 20 * EVERY + 60_000,
                    new Outcome.TimedOut("first_token")));
        }
        Figures.Spread ttft = of(requests, Cuts.NONE).whole().orElseThrow().latencies().get(Latency.TTFT);
        assertThat(ttft.mean().value()).isEqualTo(20e6);
        assertThat(ttft.percentiles()).containsKey(0.5).doesNotContainKey(0.99);
    }

    @Test
    void aLevelOfMoreRequestsThanAreHeldHasItsFiguresFromSomeOfThemAndItsCountsFromAll() {
        List<RequestRecord> requests = long200k();
        LevelCourse course = ofLong(requests, Cuts.NONE);

        Figures whole = course.whole().orElseThrow();
        assertThat(whole.every()).isEqualTo(4);
        assertThat(whole.requests()).isEqualTo(200_000);
        // (20,000 * 80 + 180,000 * 21) / 200,000
        Figures.Spread ttft = whole.latencies().get(Latency.TTFT);
        assertThat(ttft.mean().value()).isCloseTo(26.9e6, within(1e-3));
        assertThat(ttft.mean().interval().orElseThrow().holds(26.9e6)).isTrue();
        assertThat(ttft.percentiles().get(0.5).value()).isCloseTo(22e6, within(22e3));
        assertThat(ttft.percentiles().get(0.99).value()).isCloseTo(80e6, within(80e3));
        assertThat(whole.requestsPerSecond().orElseThrow().value()).isCloseTo(200_000 / 200.05, within(1e-9));
        SteadyState.Found steady = (SteadyState.Found) course.steady();
        assertThat(steady.reason()).as("each slice has as many tokens as the others but for the edges of bins")
                .isEqualTo(Reason.THROUGHPUT_SETTLED);
        Window window = steady.figures().window();
        assertThat(window.from().nanos() / 1e9).isBetween(19.9, 100.1);
        assertThat(steady.figures().requests())
                .isEqualTo(requests.stream().filter(request -> window.contains(request.sent())).count());
        assertThat(steady.figures().requestsPerSecond().orElseThrow().value()).isCloseTo(1000, within(0.5));
        assertThat(steady.figures().latencies().get(Latency.TTFT).mean().value()).isCloseTo(21e6, within(1e4));

        Collections.shuffle(requests, new Random(1));
        assertThat(ofLong(requests, Cuts.NONE)).isEqualTo(course);
        SteadyState.Found cut = (SteadyState.Found) ofLong(requests,
                new Cuts(Optional.of(new Cut.Requests(30_000)), Optional.of(new Cut.Requests(50_000)))).steady();
        assertThat(cut.figures().requests()).isBetween(119_980L, 120_000L);
    }

    /** One is sent each millisecond; the first 20,000 wait for 80 ms, the others for 20 or 22, at half a millisecond past. */
    private static List<RequestRecord> long200k() {
        List<RequestRecord> requests = new ArrayList<>();
        byte[] flags = {ChunkTrain.CONTENT};
        for (int i = 0; i < 200_000; i++) {
            long sent = i * 1_000_000L + 500_000;
            long ttft = i < 20_000 ? 80_000_000 : 20_000_000 + i / 20 % 2 * 2_000_000;
            RequestRecord r = Requests.record(i, 0, ChunkTrain.of(new long[]{sent + ttft}, flags, new int[0]), 0,
                    Optional.empty(), new Outcome.Completed());
            requests.add(new RequestRecord(r.id(), r.scope(), i, r.endpoint(), true, r.asked(), new Tick(sent),
                    new Tick(sent), r.connectNanos(), r.written(), r.head(), r.status(), r.chunks(),
                    new Tick(sent + ttft + 5_000_000), r.usage(), r.serverTimes(), r.finishReasons(), true,
                    r.localPort(), false, r.outcome()));
        }
        return requests;
    }

    private static LevelCourse ofLong(List<RequestRecord> requests, Cuts cuts) {
        Window window = new Window(Tick.ZERO, new Tick(200_050_000_000L));
        return LevelCourse.of(account(requests), new PhaseNote(Requests.LEVEL, 1, OptionalLong.empty(), 0, 1, window,
                window, false, Optional.empty()), cuts);
    }

    private static Window asked(List<RequestRecord> requests, Cut warmUp, Cut coolDown) {
        SteadyState steady = of(requests, new Cuts(Optional.of(warmUp), Optional.of(coolDown))).steady();
        assertThat(steady).isInstanceOf(SteadyState.Found.class);
        return ((SteadyState.Found) steady).figures().window();
    }

    /** One first token every 100 ms, so much after its request was sent; three tokens, 10 ms apart, then 30 ms to the end. */
    private static List<RequestRecord> oneByOne(int count, IntToLongFunction ttftMillis) {
        return oneByOne(count, ttftMillis, _ -> 0);
    }

    private static List<RequestRecord> oneByOne(int count, IntToLongFunction ttftMillis, IntToLongFunction lateMillis) {
        List<RequestRecord> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long first = (i + 1) * EVERY + lateMillis.applyAsLong(i);
            requests.add(Requests.streamed(i, first - ttftMillis.applyAsLong(i),
                    new long[]{first, first + 10, first + 20}, first + 50));
        }
        return requests;
    }

    private static Tick at(long millis) {
        return new Tick(millis * 1_000_000);
    }

    private static Window window() {
        return new Window(Tick.ZERO, at(20_050));
    }

    private static LevelCourse of(List<RequestRecord> requests, Cuts cuts) {
        return LevelCourse.of(account(requests), new PhaseNote(Requests.LEVEL, 1, OptionalLong.empty(), 0, 1, window(),
                window(), false, Optional.empty()), cuts);
    }

    private static Account account(List<RequestRecord> requests) {
        Account account = new Account(GoodputLimits.NONE);
        requests.forEach(account::add);
        return account;
    }
}
