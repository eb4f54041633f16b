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
}
