package io.llmloadtest.ledger.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RunningMomentsTest {

    @Test
    void theDeviationIsThatOfAllValuesHoweverTheyAreParted() {
        // 2, 4, 4, 4, 5, 5, 7, 9 deviate by 2
        double[] values = {2, 4, 4, 4, 5, 5, 7, 9};
        for (int cut = 0; cut <= values.length; cut++) {
            RunningMoments left = new RunningMoments();
            RunningMoments right = new RunningMoments();
            for (int i = 0; i < values.length; i++) {
                (i < cut ? left : right).add(1e9 + values[i]);
            }
            left.addAll(right);
            assertThat(left.standardDeviation()).isCloseTo(2, within(1e-6));
        }
        assertThat(new RunningMoments().standardDeviation()).isZero();
    }
}
