package io.llmloadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.model.Quantity;
import org.junit.jupiter.api.Test;

class CleanRunTest {

    @Test
    void everyRowOfACleanLevelPassesAndNothingIsFound() {
        Verdict verdict = Cases.clean().judge();

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.comparisons()).extracting(Comparison::quantity).containsExactly(Quantity.values());
        assertThat(verdict.comparisons()).allSatisfy(row -> {
            assertThat(row.status()).as(row.toString()).isEqualTo(Status.PASS);
        });
        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
        assertThat(verdict.counts()).isEqualTo(Verdict.Counts.EXACT);
        assertThat(verdict.timings()).isEqualTo(Verdict.Timings.EXPLAINED);
        assertThat(verdict.load()).isEmpty();
        assertThat(verdict.checksMade()).isEqualTo(17);
        assertThat(verdict.marks()).containsEntry(Verdict.Latency.TTFT, Verdict.Mark.VERIFIED)
                .containsEntry(Verdict.Latency.E2E, Verdict.Mark.VERIFIED)
                .containsEntry(Verdict.Latency.ITL, Verdict.Mark.CLIENT_ONLY);
    }
}
