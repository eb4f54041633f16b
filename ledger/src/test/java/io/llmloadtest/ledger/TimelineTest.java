package io.llmloadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    @Test
    void tokensStandWhereTheirChunksArrived() {
        Timeline timeline = new Timeline();
        timeline.add(Requests.streamed(0, 0, new long[]{120, 320, 520, 1_020}, 1_030));
        assertThat(timeline.outputTokens(millis(0, 1_100))).isEqualTo(4);
        assertThat(timeline.outputTokens(millis(0, 600))).isEqualTo(3);
        assertThat(timeline.outputTokens(millis(600, 1_100))).isEqualTo(1);
        assertThat(timeline.outputTokens(millis(2_000, 9_000))).isZero();
    }

    @Test
    void twoHalvesOfAWindowHoldWhatTheWholeHolds() {
        Timeline timeline = new Timeline();
        for (int i = 0; i < 50; i++) {
            timeline.add(Requests.streamed(i, i * 37L, new long[]{i * 37L + 11, i * 37L + 13, i * 37L + 90},
                    i * 37L + 95));
        }
        double whole = timeline.outputTokens(millis(0, 3_000));
        assertThat(whole).isEqualTo(150);
        assertThat(timeline.outputTokens(millis(0, 777)) + timeline.outputTokens(millis(777, 3_000)))
                .isCloseTo(whole, within(1e-9));
    }

    @Test
    void inFlightRisesWithASendAndFallsWithAnEnd() {
        Timeline timeline = new Timeline();
        timeline.add(Requests.streamed(0, 0, new long[]{500}, 1_000));
        timeline.add(Requests.streamed(1, 400, new long[]{500}, 2_000));
        assertThat(timeline.inFlight(new Tick(200_000_000))).isEqualTo(1);
        assertThat(timeline.inFlight(new Tick(600_000_000))).isEqualTo(2);
        assertThat(timeline.inFlight(new Tick(1_500_000_000L))).isEqualTo(1);
        assertThat(timeline.inFlight(new Tick(2_500_000_000L))).isZero();
    }

    @Test
    void itGrowsWithTheRun() {
        Timeline timeline = new Timeline();
        for (int minute = 0; minute < 100; minute++) {
            long at = minute * 60_000L;
            timeline.add(Requests.streamed(minute, at, new long[]{at + 50_000}, at + 59_000));
            assertThat(timeline.outputTokens(millis(at, at + 60_000))).isEqualTo(1);
            assertThat(timeline.inFlight(new Tick((at + 30_000) * 1_000_000))).isEqualTo(1);
        }
        assertThat(timeline.outputTokens(millis(0, 6_000_000))).isEqualTo(100);
    }

    @Test
    void stretchesTellTheWholeRunInOrder() {
        Timeline timeline = new Timeline();
        timeline.add(Requests.streamed(0, 0, new long[]{100, 600}, 1_000));
        timeline.add(Requests.streamed(1, 500, new long[]{550, 1_200}, 1_900));
        List<Timeline.Stretch> stretches = timeline.stretches(Duration.ofMillis(500));
        assertThat(stretches).extracting(Timeline.Stretch::tokens).containsExactly(1.0, 2.0, 1.0, 0.0);
        assertThat(stretches).extracting(Timeline.Stretch::most).containsExactly(1, 2, 1, 1);
        assertThat(stretches).extracting(Timeline.Stretch::least).containsExactly(1, 2, 1, 0);
        assertThat(stretches.get(3).mean()).isCloseTo(0.8, within(1e-9));
        assertThat(stretches.get(1).window()).isEqualTo(millis(500, 1_000));
        assertThat(new Timeline().stretches(Duration.ofSeconds(1))).isEmpty();
    }

    private static Window millis(long from, long to) {
        return new Window(new Tick(from * 1_000_000), new Tick(to * 1_000_000));
    }

    @Test
    void aVeryLongRunHasWiderBinsAndLosesNothing() {
        Timeline whole = new Timeline();
        Timeline late = new Timeline();
        int hours = 10;
        for (int i = 0; i < hours * 3600; i++) {
            RequestRecord request = i % 10 == 0
                    ? Requests.failed(i, i * 1000L, i * 1000L + 500, new Outcome.Cancelled())
                    : Requests.streamed(i, i * 1000L, new long[]{i * 1000L + 100, i * 1000L + 200}, i * 1000L + 500);
            whole.add(request);
            if (i < 3600) {
                late.add(request);
            }
        }
        Window day = new Window(new Tick(-1), new Tick(hours * 3_600_000_000_000L));
        assertThat(whole.outputTokens(day)).isEqualTo(2 * 0.9 * hours * 3600);
        assertThat(whole.sent(day)).isEqualTo(hours * 3600);
        assertThat(whole.completed(day)).isEqualTo(0.9 * hours * 3600);
        // a minute that begins and ends in the quiet between two requests
        Window minute = new Window(new Tick(7_200_700_000_000L), new Tick(7_260_700_000_000L));
        assertThat(whole.outputTokens(minute)).isEqualTo(2 * 54);
        assertThat(whole.sent(minute)).isEqualTo(60);
        assertThat(whole.inFlight(new Tick(7_200_300_000_000L))).isEqualTo(1);
        assertThat(whole.inFlight(new Tick(7_200_800_000_000L))).isZero();
        long[] failed = {0};
        whole.eachFailure((_, kind, requests) -> failed[0] += kind == ErrorKind.CANCELLED ? requests : 0);
        assertThat(failed[0]).isEqualTo(hours * 360);
        assertThat(whole.stretches(Duration.ofMinutes(5))).hasSize(hours * 12);
        assertThat(whole.wholeBins(Duration.ofMinutes(5)).toNanos()).isBetween(299_900_000_000L, 300_000_000_000L);
        assertThat(whole.bytes()).isLessThanOrEqualTo(20L * Timeline.MOST_BINS);

        late.addAll(whole);
        assertThat(late.sent(day)).isEqualTo((hours + 1) * 3600);
        whole.addAll(late);
        assertThat(whole.sent(day)).isEqualTo((2 * hours + 1) * 3600);
    }

    @Test
    void whatIsSentInWholeBinsIsCountedExactly() {
        Timeline timeline = new Timeline();
        for (int i = 0; i < 100; i++) {
            timeline.add(Requests.streamed(i, i * 7L + 1, new long[]{i * 7L + 3}, i * 7L + 5));
        }
        Window bins = timeline.wholeBins(new Window(new Tick(14_000_000), new Tick(299_000_000)));
        assertThat(bins).isEqualTo(new Window(new Tick(20_000_000), new Tick(290_000_000)));
        // sent at 22, 29, ..., 288 ms
        assertThat(timeline.sent(bins)).isEqualTo(39);
    }

    @Test
    void aTimeThatCannotBeFillsNoMemory() {
        Timeline timeline = new Timeline();
        timeline.add(Requests.failed(0, 0, Long.MAX_VALUE / 1_000_000, new Outcome.Cancelled()));
        assertThat(timeline.bytes()).isLessThanOrEqualTo(20L * Timeline.MOST_BINS);
    }
}
