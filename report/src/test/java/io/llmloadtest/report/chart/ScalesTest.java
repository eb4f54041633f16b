package io.llmloadtest.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScalesTest {

    @Test
    void anAxisOfAmountsEndsAtTheMarkAboveTheMost() {
        assertThat(LinearScale.upTo(917, 4).marks()).containsExactly(0.0, 500.0, 1000.0);
        assertThat(LinearScale.upTo(8, 4).marks()).containsExactly(0.0, 2.0, 4.0, 6.0, 8.0);
        assertThat(LinearScale.upTo(0.03, 4).to()).isCloseTo(0.03, within(1e-12));
        assertThat(LinearScale.upTo(0, 4).to()).isEqualTo(1);
    }

    @Test
    void halfWayIsHalfTheLength() {
        LinearScale scale = new LinearScale(0, 200, 50);
        assertThat(scale.at(100)).isEqualTo(0.5);
        assertThat(scale.at(-5)).isZero();
        assertThat(scale.at(1e9)).isEqualTo(1);
    }

    @Test
    void valuesInTheDistanceNeedNotBeginAtNothing() {
        LinearScale scale = LinearScale.around(41.3, 58.9, 5);
        assertThat(scale.from()).isEqualTo(40);
        assertThat(scale.to()).isEqualTo(60);
        assertThat(scale.marks()).containsExactly(40.0, 45.0, 50.0, 55.0, 60.0);
        LinearScale single = LinearScale.around(7, 7, 5);
        assertThat(single.at(7)).isBetween(0.0, 1.0);
        assertThat(LinearScale.around(0, 0, 5).to()).isPositive();
    }

    @Test
    void byRatioATenfoldIsAlwaysAsLong() {
        LogScale scale = new LogScale(1, 1000);
        assertThat(scale.at(10)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(scale.at(100) - scale.at(10)).isCloseTo(scale.at(1000) - scale.at(100), within(1e-12));
        assertThat(scale.at(0)).isZero();
        assertThat(scale.at(-3)).isZero();
        assertThat(scale.at(5000)).isEqualTo(1);
    }

    @Test
    void aLogarithmicAxisGoesFromRoundToRound() {
        LogScale scale = LogScale.around(17, 4300);
        assertThat(scale.from()).isEqualTo(10);
        assertThat(scale.to()).isCloseTo(5000, within(1e-9));
        assertThat(scale.marks()).containsExactly(10.0, 100.0, 1000.0);
        assertThat(LogScale.around(0.2, 7).marks()).containsExactly(0.2, 0.5, 1.0, 2.0, 5.0, 10.0);
        assertThat(LogScale.around(5, 5).marks()).containsExactly(5.0, 10.0);
    }

    @Test
    void whatIsNoAxisIsRefused() {
        assertThatThrownBy(() -> new LinearScale(1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LinearScale(0, Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LogScale(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
