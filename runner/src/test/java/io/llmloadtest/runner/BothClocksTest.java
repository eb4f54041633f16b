package io.llmloadtest.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.Tick;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BothClocksTest {

    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

    private long nanos;
    private long lostBetweenReadings;

    @Test
    void aThreadThatLosesItsProcessorBetweenTheReadingsSeesNoStep() {
        BothClocks clocks = new BothClocks(() -> nanos, this::wall);
        ClockTrack.Pair first = clocks.read().orElseThrow();
        nanos += 1_000_000_000;
        lostBetweenReadings = 40_000_000;
        ClockTrack.Pair second = clocks.read().orElseThrow();

        assertThat(new ClockTrack(List.of(first, second)).steps()).isEmpty();
    }

    @Test
    void aThreadThatNeverGetsThroughReadsNothing() {
        BothClocks clocks = new BothClocks(() -> nanos, () -> {
            nanos += 7_000_000;
            return START.plusNanos(nanos);
        });

        assertThat(clocks.read()).isEmpty();
    }

    @Test
    void thePairStandsInTheMiddleOfItsReadings() {
        BothClocks clocks = new BothClocks(() -> nanos, () -> {
            nanos += 20_000;
            return START.plusNanos(10_000);
        });

        assertThat(clocks.read()).hasValue(new ClockTrack.Pair(new Tick(10_000), START.plusNanos(10_000)));
    }

    /** The wall clock; whoever reads it loses the processor once, after the monotonic clock was read. */
    private Instant wall() {
        nanos += lostBetweenReadings;
        lostBetweenReadings = 0;
        return START.plusNanos(nanos);
    }
}
