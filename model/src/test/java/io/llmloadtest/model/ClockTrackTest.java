package io.llmloadtest.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockTrackTest {

    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

    @Test
    void bothClocksAreConvertedThereAndBack() {
        ClockTrack track = ClockTrack.of(new Tick(5_000), START);

        assertThat(track.instantAt(new Tick(8_000))).isEqualTo(START.plusNanos(3_000));
        assertThat(track.tickAt(START.plusNanos(3_000))).isEqualTo(new Tick(8_000));
        assertThat(track.tickAt(START.minusNanos(10_000))).isEqualTo(new Tick(-5_000));
    }

    @Test
    void aWallClockThatIsSetForwardIsAStepAndDriftIsNone() {
        ClockTrack track = new ClockTrack(
                List.of(pair(0, 0), pair(1_000, 1_001), pair(2_000, 2_501), pair(3_000, 3_502)));

        assertThat(track.steps()).containsExactly(new ClockTrack.Step(millis(2_000), 500_000_000));
        assertThat(track.instantAt(millis(2_500))).isEqualTo(START.plusMillis(3_001));
    }

    private static ClockTrack.Pair pair(long tickMillis, long wallMillis) {
        return new ClockTrack.Pair(millis(tickMillis), START.plusMillis(wallMillis));
    }

    private static Tick millis(long millis) {
        return new Tick(millis * 1_000_000);
    }
}
