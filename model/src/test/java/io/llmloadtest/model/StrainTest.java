package io.llmloadtest.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StrainTest {

    private static final Strain FIRST = new Strain(1_000, OptionalLong.of(500), 2, 30, 20, 10, 1, 4);
    private static final Strain SECOND = new Strain(3_000, OptionalLong.of(2_500), 1, 25, 25, 0, 0, 1);

    @Test
    void twoStretchesAddUpAndKeepTheLongestPause() {
        assertThat(FIRST.plus(SECOND))
                .isEqualTo(new Strain(4_000, OptionalLong.of(3_000), 3, 55, 25, 10, 1, 5));
    }

    @Test
    void processorsInUseAreProcessorTimeByTime() {
        assertThat(FIRST.cores()).hasValue(0.5);
    }

    @Test
    void whatWasNotToldStaysUnknown() {
        Strain silent = new Strain(1_000, OptionalLong.empty(), 0, 0, 0, 0, 0, 0);
        assertThat(silent.cores()).isEmpty();
        assertThat(silent.crowded()).isEmpty();
        assertThat(silent.plus(FIRST).cores()).isEmpty();
    }

    @Test
    void crowdedReadsAreAFractionOfAll() {
        assertThat(FIRST.crowded()).hasValue(0.1);
    }
}
