package io.llmloadtest.load.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.load.plan.Plan;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhaseStartsTest {

    private static final int FORESEEN = 5;

    @Test
    void levelsThatWereListedFollowOneAnother() {
        PhaseStarts starts = PhaseStarts.of(Plan.builder().concurrency(4, 8).requests(100).build(), 1000);
        assertThat(IntStream.range(1, FORESEEN).mapToLong(starts::of).toArray())
                .containsExactly(0, 4, 104, 112);
        assertThat(starts.total()).isEqualTo(212);
    }

    @Test
    void levelsThatNobodyForesawAreSpreadOverAll() {
        PhaseStarts starts = PhaseStarts.of(Plan.builder().concurrency(4, 8).requests(5000).build(), 1000);
        long[] further = IntStream.range(FORESEEN, FORESEEN + 20).mapToLong(starts::of).sorted().toArray();
        assertThat(further[0]).isNotNegative();
        assertThat(further[further.length - 1]).isLessThan(starts.total());
        for (int i = 1; i < further.length; i++) {
            assertThat(further[i] - further[i - 1]).as("at least half an equal share apart")
                    .isGreaterThan(starts.total() / 2 / further.length);
        }
    }
}
