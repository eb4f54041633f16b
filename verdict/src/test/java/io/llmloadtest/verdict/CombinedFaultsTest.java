package io.llmloadtest.verdict;

import static io.llmloadtest.verdict.FaultsTest.assertAmounts;
import static io.llmloadtest.verdict.FaultsTest.finding;
import static io.llmloadtest.verdict.FaultsTest.row;
import static io.llmloadtest.verdict.FaultsTest.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogEvent;
import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.evidence.metrics.Histogram;
import io.llmloadtest.evidence.metrics.Meaning;
import io.llmloadtest.evidence.metrics.Semantics;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Why;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Faults that come together, and evidence that tries to look sound. Nothing here may be passed. */
class CombinedFaultsTest {

    private static final Outcome TIMED_OUT = new Outcome.TimedOut("next_token");
    private static final Outcome CANCELLED = new Outcome.Cancelled();
    private static final Outcome TRUNCATED = new Outcome.Truncated("no finish reason");

    @Test
    void foreignTrafficAndTimeOutsArePartedByFinishedTokens() {
        Verdict verdict = Cases.clean().foreign(37).aborted(12, TIMED_OUT, 5, 9).judge();

        assertThat(warnings(verdict)).containsExactly(FindingId.FOREIGN_TRAFFIC, FindingId.WORK_ABORTED);
        assertAmounts(verdict, FindingId.FOREIGN_TRAFFIC,
                Map.of("requests", 37.0, "tokens", 740.0, "prompt_tokens", 1850.0));
        assertAmounts(verdict, FindingId.WORK_ABORTED,
                Map.of("requests", 12.0, "tokens", 108.0, "prompt_tokens", 600.0));
    }

    @Test
    void withoutFinishedTokensTheirPartsAreDoubtfulAndSaidToBe() {
        Verdict verdict = Cases.clean().foreign(37).aborted(12, TIMED_OUT, 5, 9).noFinishedTokens().judge();

        assertThat(warnings(verdict)).containsExactly(FindingId.FOREIGN_TRAFFIC, FindingId.WORK_ABORTED);
        assertThat(finding(verdict, FindingId.FOREIGN_TRAFFIC).values()).containsEntry("also_fits",
                Fact.of(List.of("work-aborted")));
    }

    @Test
    void lostAnswersAndForeignTrafficAreParted() {
        Verdict verdict = Cases.clean().foreign(37).lost(20, TRUNCATED, 5).judge();

        assertThat(warnings(verdict)).containsExactly(FindingId.FOREIGN_TRAFFIC, FindingId.RESPONSES_LOST);
        assertAmounts(verdict, FindingId.FOREIGN_TRAFFIC, Map.of("requests", 37.0, "tokens", 740.0));
        assertAmounts(verdict, FindingId.RESPONSES_LOST, Map.of("requests", 20.0, "tokens", 400.0));
    }

    @Test
    void lostAnswersAndTimeOutsAreParted() {
        Verdict verdict = Cases.clean().lost(20, TRUNCATED, 5).aborted(12, TIMED_OUT, 5, 9).judge();

        assertThat(warnings(verdict)).containsExactly(FindingId.RESPONSES_LOST, FindingId.WORK_ABORTED);
        assertAmounts(verdict, FindingId.RESPONSES_LOST, Map.of("requests", 20.0, "tokens", 400.0));
        assertAmounts(verdict, FindingId.WORK_ABORTED, Map.of("requests", 12.0, "tokens", 108.0));
    }

    @Test
    void lostAnswersAndBrokenStreamsAreParted() {
        Verdict verdict = Cases.clean().lost(8, TRUNCATED, 5).aborted(5, TRUNCATED, 5, 7).judge();

        assertThat(warnings(verdict)).containsExactly(FindingId.RESPONSES_LOST, FindingId.STREAM_ERRORS);
        assertAmounts(verdict, FindingId.RESPONSES_LOST, Map.of("requests", 8.0, "tokens", 160.0));
        assertAmounts(verdict, FindingId.STREAM_ERRORS, Map.of("requests", 5.0, "tokens", 35.0));
    }

    @Test
    void lostAnswersOfGivenUpRequestsLeaveNoAbortedWork() {
        Verdict verdict = Cases.clean().lost(20, TIMED_OUT, 5).judge();

        assertThat(warnings(verdict)).containsExactly(FindingId.RESPONSES_LOST);
    }

    @Test
    void foreignTrafficAndMissingRequestsDoNotCancelOut() {
        Verdict verdict = Cases.clean().answeredElsewhere(37).foreign(37).judge();

        // Counters alone cannot tell this from a clean run, unless the lengths differ.
        assertThat(row(verdict, Quantity.REQUEST_COUNT).difference()).hasValue(0);
        Verdict other = Cases.clean().answeredElsewhere(37).foreign(37).move(Counter.GENERATION_TOKENS, 3).judge();
        assertThat(other.overall()).isEqualTo(Overall.WARNING);
    }

    @Test
    void aFailureWhoseVisibleTokensTheServerLacksIsUnexplained() {
        Verdict verdict = Cases.clean().aborted(2, CANCELLED, 10, 10).move(Counter.GENERATION_TOKENS, -20).judge();

        assertThat(row(verdict, Quantity.TOTAL_TOKENS).difference()).hasValue(0);
        assertAmounts(verdict, FindingId.UNEXPLAINED_DIFFERENCE, Map.of("tokens", -20.0));
        assertThat(verdict.overall()).isEqualTo(Overall.WARNING);
    }

    @Test
    void oneCancellationDoesNotExplainAnyNumberOfTokens() {
        Verdict verdict = Cases.clean().aborted(1, CANCELLED, 5, 5).move(Counter.GENERATION_TOKENS, 300).judge();

        assertThat(row(verdict, Quantity.TOTAL_TOKENS).status()).isEqualTo(Status.PASS);
        assertAmounts(verdict, FindingId.UNEXPLAINED_DIFFERENCE, Map.of("tokens", 305.0));
        assertThat(verdict.overall()).isEqualTo(Overall.WARNING);
    }

    @Test
    void witnessesThatContradictEachOtherAreUnexplained() {
        Verdict verdict = Cases.clean().http(Cases.CHAT, "2xx", 37).judge();

        assertThat(warnings(verdict)).containsExactly(FindingId.UNEXPLAINED_DIFFERENCE);
        assertAmounts(verdict, FindingId.UNEXPLAINED_DIFFERENCE, Map.of("http_requests", 37.0));
    }

    @Test
    void successesThatTheServerLacksAloneAreUnexplained() {
        Verdict verdict = Cases.clean().move(Counter.SUCCEEDED_CHOICES, -4).judge();

        assertThat(row(verdict, Quantity.REQUEST_COUNT).status()).isEqualTo(Status.PASS);
        assertAmounts(verdict, FindingId.UNEXPLAINED_DIFFERENCE, Map.of("requests", -4.0));
    }

    @Test
    void accessLinesThatAreMissingAloneAreUnexplained() {
        Verdict verdict = Cases.clean().access(200, -4).judge();

        assertAmounts(verdict, FindingId.UNEXPLAINED_DIFFERENCE, Map.of("access_200", -4.0));
        assertThat(verdict.overall()).isEqualTo(Overall.WARNING);
    }

    @Test
    void successesBeyondEverythingOursAreNotAllCalledLost() {
        Verdict verdict = Cases.clean().aborted(1, TIMED_OUT, 5, 5).move(Counter.SUCCEEDED_CHOICES, 50).judge();

        assertThat(verdict.finding(FindingId.RESPONSES_LOST)).isEmpty();
        assertAmounts(verdict, FindingId.UNEXPLAINED_DIFFERENCE, Map.of("requests", 50.0));
    }

    @Test
    void serverSideErrorsThatWeSawAsSuccessesAreUnexplained() {
        Verdict verdict = Cases.clean().http(Cases.CHAT, "2xx", -6).http(Cases.CHAT, "5xx", 6).judge();

        assertThat(row(verdict, Quantity.HTTP_REQUESTS).difference()).hasValue(0);
        assertAmounts(verdict, FindingId.UNEXPLAINED_DIFFERENCE, Map.of("http_errors", 6.0));
    }

    @Test
    void nothingDoneIsNothingVerified() {
        Verdict verdict = Cases.empty().judge();

        assertThat(verdict.overall()).isEqualTo(Overall.UNVERIFIED);
        assertThat(row(verdict, Quantity.REQUEST_COUNT).reason())
                .isEqualTo(new Reason.NotCompared(Why.NO_SAMPLES, Map.of()));
        assertThat(row(verdict, Quantity.REQUEST_COUNT).client().known()).hasValue(0);
    }

    @Test
    void everythingRefusedIsNotPassedThoughAllSidesAgree() {
        Verdict verdict = Cases.empty().refused(100, 503, true).judge();

        assertThat(verdict.overall()).isEqualTo(Overall.WARNING);
        assertThat(verdict.load()).containsExactly(FindingId.HTTP_ERRORS);
    }

    @Test
    void onlyOthersAtWorkIsNotPassed() {
        Verdict verdict = Cases.empty().foreign(5).judge();

        assertThat(verdict.overall()).isEqualTo(Overall.WARNING);
        assertThat(row(verdict, Quantity.REQUEST_COUNT).differencePercent()).hasValue(-100);
        assertAmounts(verdict, FindingId.FOREIGN_TRAFFIC, Map.of("requests", 5.0));
    }

    @Test
    void onlyAccessLinesAndLatenciesVerifyNothing() {
        Verdict verdict = Cases.clean().delta(delta -> new ServerDelta(
                ServerDelta.absent(Why.FAMILY_MISSING).counters(),
                ServerDelta.absent(Why.FAMILY_MISSING).histograms(),
                delta.httpRequests(), delta.httpKnown(), delta.httpDurations(), delta.semantics())).judge();

        assertThat(row(verdict, Quantity.HTTP_REQUESTS).status()).isEqualTo(Status.PASS);
        assertThat(row(verdict, Quantity.AVG_E2E).status()).isEqualTo(Status.PASS);
        assertThat(verdict.overall()).isEqualTo(Overall.UNVERIFIED);
    }

    @Test
    void severalChoicesAreSkippedWhereNobodyKnowsHowTheyAreCounted() {
        Cases cases = Cases.clean().severalChoices(10, 2);
        cases.semantics = Semantics.UNKNOWN;
        Verdict verdict = cases.judge();

        assertThat(row(verdict, Quantity.REQUEST_COUNT).status()).isEqualTo(Status.SKIP);
        assertThat(row(verdict, Quantity.REQUEST_COUNT).client().known()).hasValue(420);
        assertThat(row(verdict, Quantity.REQUEST_COUNT).server().known()).hasValue(420);
        assertThat(row(verdict, Quantity.PROMPT_TOKENS).status()).isEqualTo(Status.SKIP);
        assertThat(row(verdict, Quantity.AVG_E2E).status()).isEqualTo(Status.SKIP);
        assertThat(row(verdict, Quantity.TOTAL_TOKENS).status()).isEqualTo(Status.PASS);
    }

    @Test
    void singleChoicesNeedNoSuchMeaning() {
        Cases cases = Cases.clean();
        cases.semantics = Semantics.UNKNOWN;

        assertThat(row(cases.judge(), Quantity.REQUEST_COUNT).status()).isEqualTo(Status.PASS);
    }

    @Test
    void aServerThatCountsRequestsIsComparedWithRequests() {
        Cases cases = Cases.clean().severalChoices(10, 2).move(Counter.SUCCEEDED_CHOICES, -10)
                .move(Counter.PROMPT_TOKENS, -500);
        cases.semantics = new Semantics(Meaning.NO, Meaning.NO, Meaning.YES, Meaning.YES, Meaning.YES);
        Verdict verdict = cases.judge();

        assertThat(row(verdict, Quantity.REQUEST_COUNT).client().known()).hasValue(410);
        assertThat(row(verdict, Quantity.REQUEST_COUNT).difference()).hasValue(0);
        assertThat(row(verdict, Quantity.PROMPT_TOKENS).difference()).hasValue(0);
    }

    @Test
    void choicesAreToldFromRequests() {
        Verdict verdict = Cases.clean().severalChoices(10, 2).judge();

        assertThat(row(verdict, Quantity.REQUEST_COUNT).reason()).isEqualTo(
                new Reason.Noted("choices-not-requests", Map.of("requests", "410", "choices", "420")));
        assertThat(row(verdict, Quantity.PROMPT_TOKENS).reason()).isEqualTo(
                new Reason.Noted("prompt-once-per-choice", Map.of("usage", "20500", "per_choice", "21000")));
        assertThat(row(verdict, Quantity.AVG_TTFT).status()).isEqualTo(Status.SKIP);
        assertThat(warnings(verdict)).isEmpty();
    }

    @Test
    void anAbortInTheHttpDurationsSkipsTheE2e() {
        Verdict verdict = Cases.clean().aborted(1, CANCELLED, 5, 5).judge();

        assertThat(row(verdict, Quantity.AVG_E2E).reason()).isInstanceOfSatisfying(Reason.NotCompared.class,
                reason -> assertThat(reason.why()).isEqualTo(Why.ABORTED_INSIDE));
        assertThat(row(verdict, Quantity.AVG_TTFT).reason()).isInstanceOfSatisfying(Reason.NotCompared.class,
                reason -> assertThat(reason.facts()).containsEntry("server_count", "401"));
    }

    @Test
    void aHiddenForeignFirstTokenDoesNotMakeUnequalPopulationsEqual() {
        Cases cases = Cases.clean();
        Verdict verdict = cases.observe(Histogram.TTFT, 9).judge();

        assertThat(row(verdict, Quantity.AVG_TTFT).status()).isEqualTo(Status.SKIP);
        assertAmounts(verdict, FindingId.UNEXPLAINED_DIFFERENCE, Map.of("first_tokens", 1.0));
    }

    @Test
    void strictCountsMustBeEqual() {
        Verdict verdict = Judge.judge(Cases.clean().foreign(2).file(), Tolerances.DEFAULT.strict());

        assertThat(row(verdict, Quantity.REQUEST_COUNT).status()).isEqualTo(Status.WARN);
        assertThat(verdict.overall()).isEqualTo(Overall.WARNING);
    }

    @Test
    void theBoundOfTheToleranceIsInside() {
        // 21 of 420 is five per cent exactly.
        assertThat(row(Cases.empty().completed(399).foreign(21).judge(), Quantity.REQUEST_COUNT).status())
                .isEqualTo(Status.PASS);
        assertThat(row(Cases.empty().completed(398).foreign(22).judge(), Quantity.REQUEST_COUNT).status())
                .isEqualTo(Status.WARN);
    }

    @Test
    void httpErrorsInTheLogMustBeExact() {
        Verdict verdict = Cases.clean().refused(100, 400, true).access(400, 1).http(Cases.CHAT, "4xx", 1).judge();

        assertThat(row(verdict, Quantity.HTTP_ERRORS).status()).isEqualTo(Status.WARN);
        assertThat(row(verdict, Quantity.HTTP_ERRORS_METRICS).status()).isEqualTo(Status.PASS);
        assertThat(finding(verdict, FindingId.FOREIGN_TRAFFIC).severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void anErrorOutsideTheWindowsOfACutLogStillCounts() {
        Verdict verdict = Cases.clean()
                .event(LogEvent.Level.ERROR,
                        LogEvent.Kind.OTHER, "boom", 1)
                .digest(d -> new LogDigest(d.lines(), d.access(), true, true, d.stats(), d.events(), 0, d.first(),
                        d.last(), 5))
                .judge();

        assertThat(row(verdict, Quantity.SERVER_ERRORS).status()).isEqualTo(Status.WARN);
        assertThat(verdict.overall()).isEqualTo(Overall.WARNING);
    }
}
