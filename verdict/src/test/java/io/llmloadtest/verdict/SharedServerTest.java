package io.llmloadtest.verdict;

import static io.llmloadtest.verdict.FaultsTest.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import org.junit.jupiter.api.Test;

/** Of a server that others are known to use, counts are lower bounds. */
class SharedServerTest {

    private static final Tolerances SHARED = Tolerances.DEFAULT.sharing();

    @Test
    void aSharedServerThatNobodyElseUsesIsExact() {
        Verdict verdict = Judge.judge(Cases.clean().file(), SHARED);

        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
        assertThat(verdict.counts()).isEqualTo(Verdict.Counts.EXACT);
        assertThat(row(verdict, Quantity.AVG_TTFT).status()).isEqualTo(Status.PASS);
    }

    @Test
    void whatOthersDidIsInformation() {
        CaseFile file = Cases.clean().foreign(200).throughputBeyond(4000).file();

        Verdict verdict = Judge.judge(file, SHARED);

        assertThat(verdict.overall()).as(verdict.toString()).isEqualTo(Overall.UNVERIFIED);
        assertThat(verdict.counts()).isEqualTo(Verdict.Counts.AT_LEAST);
        assertThat(verdict.finding(FindingId.FOREIGN_TRAFFIC).orElseThrow().severity()).isEqualTo(Severity.INFO);
        assertThat(row(verdict, Quantity.REQUEST_COUNT).status()).isEqualTo(Status.PASS);
        assertThat(Judge.judge(file, Tolerances.DEFAULT).overall()).isEqualTo(Overall.WARNING);
    }

    @Test
    void meansAreLeftOutAsSoonAsOthersAreInThem() {
        Verdict verdict = Judge.judge(Cases.clean().foreign(20).file(), SHARED);

        assertThat(row(verdict, Quantity.AVG_TTFT).reason()).isInstanceOfSatisfying(Reason.NotCompared.class,
                reason -> assertThat(reason.why()).isEqualTo(Why.UNEQUAL_POPULATIONS));
        assertThat(row(verdict, Quantity.AVG_E2E).status()).isEqualTo(Status.SKIP);
    }

    @Test
    void othersTokensOfRequestsThatStillRunNeedNoExplanation() {
        Verdict verdict = Judge.judge(Cases.clean().move(Counter.GENERATION_TOKENS, 5000).file(), SHARED);

        assertThat(verdict.overall()).as(verdict.toString()).isEqualTo(Overall.PASSED);
        assertThat(row(verdict, Quantity.TOTAL_TOKENS).reason())
                .isInstanceOfSatisfying(Reason.Noted.class, note -> assertThat(note.facts()).containsEntry("others",
                        "5000"));
    }

    @Test
    void whatTheServerLacksIsLackingWhoeverElseUsesIt() {
        Verdict verdict = Judge.judge(Cases.clean().move(Counter.SUCCEEDED_CHOICES, -1).file(), SHARED);

        assertThat(row(verdict, Quantity.REQUEST_COUNT).status()).isEqualTo(Status.WARN);
        assertThat(verdict.counts()).isEqualTo(Verdict.Counts.DIFFER);
        assertThat(verdict.overall()).isEqualTo(Overall.WARNING);
    }

    @Test
    void ourOwnFailuresAreStillWarnings() {
        Verdict verdict = Judge.judge(
                Cases.clean().foreign(30).aborted(5, new Outcome.TimedOut("next_token"), 4, 8).file(), SHARED);

        assertThat(verdict.overall()).isEqualTo(Overall.WARNING);
        assertThat(verdict.finding(FindingId.WORK_ABORTED)).isPresent();
    }

    @Test
    void thatItWasBusyBeforeIsNoNews() {
        Cases busy = Cases.clean().expecting(e -> new Expectation(e.concurrency(), e.requests(), e.inputTokens(),
                e.outputTokens(), e.streamed(), e.freshPrompts(), e.sharedTokens(), e.roundTripMillis(), e.warmUp(),
                e.interrupted(), Reading.of(3)));

        assertThat(busy.judge().overall()).isEqualTo(Overall.WARNING);
        Verdict verdict = Judge.judge(busy.file(), SHARED);
        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
        assertThat(verdict.finding(FindingId.SERVER_BUSY_BEFORE_START).orElseThrow().severity())
                .isEqualTo(Severity.INFO);
    }
}
