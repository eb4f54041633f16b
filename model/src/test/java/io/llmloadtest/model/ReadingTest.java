package io.llmloadtest.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReadingTest {

    private static final Reading GONE = Reading.absent(Why.COUNTER_RESET);

    @Test
    void whatIsUnknownInAPartIsUnknownInTheSum() {
        assertThat(Reading.of(3).plus(GONE)).isEqualTo(GONE);
        assertThat(GONE.minus(Reading.of(3))).isEqualTo(GONE);
        assertThat(GONE.known()).isEmpty();
        assertThat(Reading.of(3).plus(Reading.of(4))).isEqualTo(Reading.of(7));
    }

    @Test
    void aMeanOfNothingIsUnknownAndNotZero() {
        assertThat(Reading.of(0).dividedBy(Reading.of(0))).isEqualTo(Reading.absent(Why.NO_SAMPLES));
    }

    @Test
    void noNumberStandsForUnknown() {
        assertThatThrownBy(() -> Reading.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Reading.of(Double.POSITIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
    }
}
