package io.llmloadtest.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstrumentErrorTest {

    private static final InstrumentError FIRST = new InstrumentError(100, 2_000, 5_000, 1_000, 9_000, 20_000);
    private static final InstrumentError SECOND = new InstrumentError(300, 6_000, 1_000, 4_000, 7_000, 8_000);

    @Test
    void theMeanOfBothStretchesIsWeighedBySamples() {
        assertThat(FIRST.plus(SECOND)).isEqualTo(new InstrumentError(400, 5_000, 5_000, 4_000, 9_000, 20_000));
    }

    @Test
    void theMoreIndependentStampsTheLessTheirMeanCanStray() {
        assertThat(FIRST.uncertaintyNanos(1)).isEqualTo(10_000);
        assertThat(FIRST.uncertaintyNanos(100)).isEqualTo(1_000);
        assertThat(FIRST.uncertaintyNanos(0)).isEqualTo(10_000);
    }

    @Test
    void whatTheKernelStampsIsNotLate() {
        InstrumentError kernel = new InstrumentError(100, 2_000, 5_000, 1_000, 9_000, 20_000, false);
        assertThat(kernel.meanInStampsNanos()).isZero();
        assertThat(FIRST.meanInStampsNanos()).isEqualTo(2_000);
        assertThat(kernel.plus(kernel).inStamps()).isFalse();
        assertThat(kernel.plus(FIRST).inStamps()).isTrue();
    }
}
