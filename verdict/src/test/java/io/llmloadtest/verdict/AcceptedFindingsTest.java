package io.llmloadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AcceptedFindingsTest {

    private static final Tolerances ACCEPTING = Tolerances.DEFAULT.accepting(Set.of(FindingId.FOREIGN_TRAFFIC));

    @Test
    void anAcceptedFindingStillMakesAWarningAndIsPutAsideInAWordOfItsOwn() {
        CaseFile file = Cases.clean().foreign(37).file();
        Verdict verdict = Judge.judge(file, ACCEPTING);

        assertThat(Judge.judge(file, Tolerances.DEFAULT).overall()).isEqualTo(Overall.WARNING);
        assertThat(verdict.finding(FindingId.FOREIGN_TRAFFIC)).isPresent();
        assertThat(verdict.comparisons()).anyMatch(row -> row.status() == Status.WARN);
        assertThat(verdict.overall()).isEqualTo(Overall.WARNING);
        assertThat(verdict.beyondAccepted()).isNotEqualTo(Overall.WARNING);
    }

    @Test
    void withNoRowThatPassesAnAcceptedFindingLeavesTheRunUnverified() {
        Verdict verdict = Judge.judge(Cases.clean().foreign(37).file(), ACCEPTING);

        boolean counted = verdict.comparisons().stream().anyMatch(row -> row.status() == Status.PASS
                && List.of("Request Count", "Total Tokens").contains(row.quantity().rowName()));
        assertThat(verdict.beyondAccepted()).isEqualTo(counted ? Overall.PASSED : Overall.UNVERIFIED);
    }

    @Test
    void anotherFindingStillTurnsIt() {
        CaseFile file = Cases.clean().foreign(37).file();

        assertThat(Judge.judge(file, Tolerances.DEFAULT.accepting(Set.of(FindingId.WORK_ABORTED))).beyondAccepted())
                .isEqualTo(Overall.WARNING);
    }

    @Test
    void aRunAcceptsWhatItsLevelsAccept() {
        CaseFile level = Cases.clean().foreign(37).file();

        Verdict run = Judge.judgeRun(List.of(level), level, ACCEPTING).run();

        assertThat(run.overall()).isEqualTo(Overall.WARNING);
        assertThat(run.beyondAccepted()).isNotEqualTo(Overall.WARNING);
    }

    @Test
    void anAcceptanceEndsWithItsLastDay() {
        LocalDate last = LocalDate.of(2026, 12, 31);
        Acceptance known = new Acceptance(FindingId.FOREIGN_TRAFFIC, Optional.of(last), Optional.empty(), false);

        assertThat(accepting(known.on(last)).beyondAccepted()).isNotEqualTo(Overall.WARNING);
        assertThat(accepting(known.on(last.plusDays(1))).beyondAccepted()).isEqualTo(Overall.WARNING);
    }

    @Test
    void nothingAcceptedMeansOneWord() {
        Verdict verdict = Judge.judge(Cases.clean().file(), Tolerances.DEFAULT);

        assertThat(verdict.beyondAccepted()).isEqualTo(verdict.overall());
    }

    private static Verdict accepting(Acceptance known) {
        Tolerances usual = Tolerances.DEFAULT;
        return Judge.judge(Cases.clean().foreign(37).file(), new Tolerances(usual.counts(), usual.ttft(),
                usual.throughput(), usual.ttftAllowance(), usual.e2e(), usual.e2eAllowance(), List.of(known), false));
    }
}
