package io.llmloadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AcceptedFindingsTest {

    private static final Tolerances ACCEPTING = Tolerances.DEFAULT.accepting(Set.of(FindingId.FOREIGN_TRAFFIC));

    @Test
    void anAcceptedFindingAndItsRowsAreShownAndDoNotTurnTheVerdict() {
        CaseFile file = Cases.clean().foreign(37).file();
        Verdict verdict = Judge.judge(file, ACCEPTING);

        assertThat(Judge.judge(file, Tolerances.DEFAULT).overall()).isEqualTo(Overall.WARNING);
        assertThat(verdict.finding(FindingId.FOREIGN_TRAFFIC)).isPresent();
        assertThat(verdict.comparisons()).anyMatch(row -> row.status() == Status.WARN);
        assertThat(verdict.overall()).isNotEqualTo(Overall.WARNING);
    }

    @Test
    void withNoRowThatPassesAnAcceptedFindingLeavesTheRunUnverified() {
        Verdict verdict = Judge.judge(Cases.clean().foreign(37).file(), ACCEPTING);

        boolean counted = verdict.comparisons().stream().anyMatch(row -> row.status() == Status.PASS
                && List.of("Request Count", "Total Tokens").contains(row.quantity().rowName()));
        assertThat(verdict.overall()).isEqualTo(counted ? Overall.PASSED : Overall.UNVERIFIED);
    }

    @Test
    void anotherFindingStillTurnsIt() {
        CaseFile file = Cases.clean().foreign(37).file();

        assertThat(Judge.judge(file, Tolerances.DEFAULT.accepting(Set.of(FindingId.WORK_ABORTED))).overall())
                .isEqualTo(Overall.WARNING);
    }

    @Test
    void aRunAcceptsWhatItsLevelsAccept() {
        CaseFile level = Cases.clean().foreign(37).file();

        assertThat(Judge.judgeRun(List.of(level), level, ACCEPTING).run().overall()).isNotEqualTo(Overall.WARNING);
    }
}
