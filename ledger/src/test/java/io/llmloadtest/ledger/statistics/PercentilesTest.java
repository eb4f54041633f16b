package io.llmloadtest.ledger.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentilesTest {

    @ParameterizedTest
    @CsvSource({"0.5, 6", "0.9, 36", "0.95, 72", "0.99, 368", "0.999, 3688"})
    void aPercentileTakesSoManyValuesThatOneLiesBeyondItAlmostSurely(double q, long least) {
        assertThat(Percentiles.leastCount(q)).isEqualTo(least);
        assertThat(Math.pow(q, least)).isLessThanOrEqualTo(0.025);
        assertThat(Math.pow(q, least - 1.0)).isGreaterThan(0.025);
    }

    @Test
    void fiveHundredRequestsTellNoP999() {
        assertThat(Percentiles.areTold(0.99, 500)).isTrue();
        assertThat(Percentiles.areTold(0.999, 500)).isFalse();
        assertThat(Percentiles.areTold(0.5, 0)).isFalse();
    }
}
