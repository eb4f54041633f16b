package io.llmloadtest.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DistributionTest {
    @Test
    void percentilesAreValuesThatWereMeasured() {
        Distribution hundred = new Distribution(LongStream.rangeClosed(1, 100).map(ms -> ms * 1_000_000).toArray());
        assertThat(hundred.meanMillis()).hasValue(50.5);
        assertThat(hundred.percentileMillis(0.5)).hasValue(50);
        assertThat(hundred.percentileMillis(0.99)).hasValue(99);
        assertThat(hundred.percentileMillis(1)).hasValue(100);
    }

    @Test
    void nothingMeasuredHasNoMean() {
        Distribution nothing = new Distribution(new long[0]);
        assertThat(nothing.count()).isZero();
        assertThat(nothing.meanMillis()).isEmpty();
        assertThat(nothing.percentileMillis(0.99)).isEmpty();
    }
}
