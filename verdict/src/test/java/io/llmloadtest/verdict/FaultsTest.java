package io.llmloadtest.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogEvent;
import io.llmloadtest.evidence.logs.LogSource;
import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.evidence.logs.StatsLine;
import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.evidence.metrics.Histogram;
import io.llmloadtest.evidence.metrics.HistogramDelta;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.evidence.metrics.Reset;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Why;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each fault gives its finding, with its numbers, and no other warning; its clean twin is {@link CleanRunTest}'s. */
class FaultsTest {

    private static final Outcome TIMED_OUT = new Outcome.TimedOut("next_token");
    private static final Outcome CANCELLED = new Outcome.Cancelled();
    private static final Outcome TRUNCATED = new Outcome.Truncated("no finish reason");
    private static final Outcome ERROR_EVENT = new Outcome.StreamError("500", "engine died");

    @Test
    void othersRequestsAreForeignTraffic() {
        Verdict verdict = Cases.clean().foreign(37).judge();

        assertOnlyWarning(verdict, FindingId.FOREIGN_TRAFFIC);
        assertAmounts(verdict, FindingId.FOREIGN_TRAFFIC, Map.of("requests", 37.0, "tokens", 740.0, "prompt_tokens",
                1850.0));
        assertThat(row(verdict, Quantity.REQUEST_COUNT).status()).isEqualTo(Status.WARN);
        assertThat(row(verdict, Quantity.REQUEST_COUNT).reason())
                .isEqualTo(new Reason.Explained(List.of(FindingId.FOREIGN_TRAFFIC)));
        assertThat(row(verdict, Quantity.AVG_TTFT).reason()).isInstanceOfSatisfying(Reason.NotCompared.class,
                reason -> {
                    assertThat(reason.why()).isEqualTo(Why.UNEQUAL_POPULATIONS);
                    assertThat(reason.facts()).containsEntry("client_count", "400").containsEntry("server_count",
                            "437");
                });
        assertThat(verdict.load()).isEmpty();
    }

    @Test
    void aLittleForeignTrafficIsInformationAndShown() {
        Verdict verdict = Cases.clean().foreign(2).judge();

        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
        assertThat(finding(verdict, FindingId.FOREIGN_TRAFFIC).severity()).isEqualTo(Severity.INFO);
        assertThat(verdict.counts()).isEqualTo(Verdict.Counts.WITHIN_TOLERANCE);
        assertThat(row(verdict, Quantity.TOTAL_TOKENS).reason())
                .isEqualTo(new Reason.Explained(List.of(FindingId.FOREIGN_TRAFFIC)));
    }

    @Test
    void foreignTrafficOnAnotherEndpointIsSeenToo() {
        Verdict verdict = Cases.clean().foreignOn("/v1/completions", 30).judge();

        assertOnlyWarning(verdict, FindingId.FOREIGN_TRAFFIC);
        assertAmounts(verdict, FindingId.FOREIGN_TRAFFIC, Map.of("requests", 30.0, "tokens", 600.0));
        assertThat(row(verdict, Quantity.HTTP_REQUESTS).status()).isEqualTo(Status.PASS);
    }

    @Test
    void foreignTrafficThatOnlyFailsIsSeenToo() {
        Verdict verdict = Cases.clean().http(Cases.CHAT, "4xx", 25).access(404, 25).judge();

        assertOnlyWarning(verdict, FindingId.FOREIGN_TRAFFIC);
        assertAmounts(verdict, FindingId.FOREIGN_TRAFFIC, Map.of("requests", 25.0, "errors", 25.0, "tokens", 0.0));
    }

    @Test
    void withoutHttpMetricsTheAccessLogShowsForeignTraffic() {
        Verdict verdict = Cases.clean().foreign(37).noHttpMetrics().judge();

        assertOnlyWarning(verdict, FindingId.FOREIGN_TRAFFIC);
        assertAmounts(verdict, FindingId.FOREIGN_TRAFFIC, Map.of("requests", 37.0));
    }

    @Test
    void withoutAnyCountOfRequestsSuccessesBeyondOursAreForeign() {
        Verdict verdict = Cases.clean().foreign(37).noHttpMetrics().noLog().judge();

        assertOnlyWarning(verdict, FindingId.FOREIGN_TRAFFIC);
        assertAmounts(verdict, FindingId.FOREIGN_TRAFFIC, Map.of("requests", 37.0, "tokens", 740.0));
    }

    @Test
    void aForeignStreamOpenAllTheTimeIsForeignTraffic() {
        Verdict verdict = Cases.clean().move(Counter.GENERATION_TOKENS, 2000)
                .metrics(metrics -> withRunning(metrics, 1)).judge();

        assertOnlyWarning(verdict, FindingId.FOREIGN_TRAFFIC);
        assertAmounts(verdict, FindingId.FOREIGN_TRAFFIC, Map.of("requests", 0.0, "tokens", 2000.0, "running", 1.0));
    }

    @Test
    void answersThatTheServerFinishedAndNobodyGotAreLost() {
        Verdict verdict = Cases.clean().lost(30, TRUNCATED, 5).judge();

        assertOnlyWarning(verdict, FindingId.RESPONSES_LOST);
        assertAmounts(verdict, FindingId.RESPONSES_LOST, Map.of("requests", 30.0, "tokens", 600.0, "visible_tokens",
                150.0));
        assertThat(verdict.load()).containsExactly(FindingId.RESPONSES_LOST);
        assertThat(row(verdict, Quantity.HTTP_200_COUNT).status()).isEqualTo(Status.PASS);
    }

    @Test
    void withoutAnyCountOfRequestsLostAnswersAndForeignTrafficAreBothNamed() {
        Verdict verdict = Cases.clean().lost(30, TRUNCATED, 5).noHttpMetrics().noLog().judge();

        assertThat(warnings(verdict)).containsExactly(FindingId.FOREIGN_TRAFFIC, FindingId.RESPONSES_LOST);
        assertThat(finding(verdict, FindingId.RESPONSES_LOST).values()).containsEntry("also_fits",
                Fact.of(List.of("foreign-traffic")));
        assertThat(row(verdict, Quantity.REQUEST_COUNT).reason()).isEqualTo(
                new Reason.Explained(List.of(FindingId.RESPONSES_LOST, FindingId.FOREIGN_TRAFFIC)));
    }

    @Test
    void timeOutsLeaveAbortedWork() {
        Verdict verdict = Cases.clean().aborted(12, TIMED_OUT, 5, 9).judge();

        assertOnlyWarning(verdict, FindingId.WORK_ABORTED);
        assertAmounts(verdict, FindingId.WORK_ABORTED, Map.of("requests", 12.0, "tokens", 108.0, "prompt_tokens",
                600.0, "visible_tokens", 60.0, "timeouts", 12.0, "cancelled", 0.0));
        assertThat(row(verdict, Quantity.TOTAL_TOKENS).reason())
                .isEqualTo(new Reason.Explained(List.of(FindingId.WORK_ABORTED)));
        assertThat(verdict.load()).containsExactly(FindingId.WORK_ABORTED);
    }

    @Test
    void ourOwnCancellationsAreOnlyInformation() {
        Verdict verdict = Cases.clean().aborted(2, CANCELLED, 3, 7).judge();

        assertThat(finding(verdict, FindingId.WORK_ABORTED).severity()).isEqualTo(Severity.INFO);
        assertAmounts(verdict, FindingId.WORK_ABORTED, Map.of("requests", 2.0, "tokens", 14.0));
        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
        assertThat(verdict.load()).isEmpty();
    }

    @Test
    void timeOutsBeforeTheEngineBeganAreSaidAlthoughAllCountersAgree() {
        Verdict verdict = Cases.clean().headless(100, new Outcome.TimedOut("head"), false, 0).judge();

        assertOnlyWarning(verdict, FindingId.WORK_ABORTED);
        assertAmounts(verdict, FindingId.WORK_ABORTED, Map.of("requests", 100.0, "tokens", 0.0, "timeouts", 100.0));
    }

    @Test
    void timeOutsBeforeTheHeadThatTheServerCountedAreNoForeignTraffic() {
        Verdict verdict = Cases.clean().headless(20, new Outcome.TimedOut("head"), true, 4).judge();

        assertOnlyWarning(verdict, FindingId.WORK_ABORTED);
        assertAmounts(verdict, FindingId.WORK_ABORTED, Map.of("requests", 20.0, "tokens", 80.0));
        assertThat(row(verdict, Quantity.HTTP_REQUESTS).reason())
                .isEqualTo(new Reason.Explained(List.of(FindingId.WORK_ABORTED)));
    }

    @Test
    void brokenStreamsThatTheServerDidNotFinishAreStreamErrors() {
        Verdict verdict = Cases.clean().aborted(4, ERROR_EVENT, 5, 6).aborted(3, TRUNCATED, 5, 6).judge();

        assertOnlyWarning(verdict, FindingId.STREAM_ERRORS);
        assertAmounts(verdict, FindingId.STREAM_ERRORS, Map.of("requests", 7.0, "error_events", 4.0, "truncated", 3.0,
                "tokens", 42.0, "visible_tokens", 35.0));
        assertThat(verdict.load()).containsExactly(FindingId.STREAM_ERRORS);
    }

    @Test
    void httpErrorsAreNamedAndAgreedOn() {
        Verdict verdict = Cases.clean().refused(3, 400, true).refused(5, 503, true).judge();

        assertOnlyWarning(verdict, FindingId.HTTP_ERRORS);
        assertAmounts(verdict, FindingId.HTTP_ERRORS, Map.of("requests", 8.0, "client_4xx", 3.0, "client_5xx", 5.0,
                "metrics", 8.0, "access_log", 8.0));
        assertThat(finding(verdict, FindingId.HTTP_ERRORS).values()).containsEntry("agree", Fact.of("yes"))
                .containsEntry("statuses", Fact.of(List.of("400 x 3", "503 x 5")));
        assertThat(row(verdict, Quantity.HTTP_ERRORS).status()).isEqualTo(Status.PASS);
        assertThat(row(verdict, Quantity.HTTP_ERRORS_METRICS).status()).isEqualTo(Status.PASS);
    }

    @Test
    void errorsThatAProxyGaveAreNotAgreedOn() {
        Verdict verdict = Cases.clean().refused(40, 502, false).judge();

        assertOnlyWarning(verdict, FindingId.HTTP_ERRORS);
        assertThat(finding(verdict, FindingId.HTTP_ERRORS).values()).containsEntry("agree", Fact.of("no"));
        assertThat(row(verdict, Quantity.HTTP_REQUESTS).reason())
                .isEqualTo(new Reason.Explained(List.of(FindingId.HTTP_ERRORS)));
    }

    @Test
    void aProxyThatAnswers504WhileTheServerWorksLeavesAbortedWork() {
        Verdict verdict = Cases.clean().refused(10, 504, false).http(Cases.CHAT, "2xx", 10).access(200, 10)
                .move(Counter.GENERATION_TOKENS, 150).move(Counter.PROMPT_TOKENS, 500).judge();

        assertThat(warnings(verdict)).containsExactly(FindingId.WORK_ABORTED, FindingId.HTTP_ERRORS);
        assertAmounts(verdict, FindingId.WORK_ABORTED, Map.of("requests", 10.0, "tokens", 150.0));
    }

    @Test
    void unauthorizedAnswersAreNotInTheHttpMetrics() {
        Verdict verdict = Cases.clean().refused(7, 401, true).judge();

        assertOnlyWarning(verdict, FindingId.HTTP_ERRORS);
        assertThat(finding(verdict, FindingId.HTTP_ERRORS).values()).containsEntry("agree", Fact.of("yes"));
        assertAmounts(verdict, FindingId.HTTP_ERRORS, Map.of("not_counted", 7.0, "metrics", 0.0, "access_log", 7.0));
        assertThat(row(verdict, Quantity.HTTP_REQUESTS).difference()).hasValue(0);
        assertThat(row(verdict, Quantity.HTTP_REQUESTS).reason())
                .isEqualTo(new Reason.Noted("unauthorized-not-counted", Map.of("unauthorized", "7")));
    }

    @Test
    void requestsWithoutConnectionFailed() {
        Verdict verdict = Cases.clean().notConnected(9, false).notConnected(2, true).judge();

        assertOnlyWarning(verdict, FindingId.REQUESTS_FAILED);
        assertAmounts(verdict, FindingId.REQUESTS_FAILED,
                Map.of("requests", 11.0, "connect", 9.0, "tls", 2.0, "protocol", 0.0));
        assertThat(row(verdict, Quantity.HTTP_REQUESTS).status()).isEqualTo(Status.PASS);
    }

    @Test
    void answersThatTheServerNeverSawAreMissing() {
        Verdict verdict = Cases.clean().answeredElsewhere(50).judge();

        assertOnlyWarning(verdict, FindingId.REQUESTS_MISSING_ON_SERVER, FindingId.CLIENT_BELOW_SERVER);
        assertAmounts(verdict, FindingId.REQUESTS_MISSING_ON_SERVER,
                Map.of("requests", 50.0, "tokens", 1000.0, "prompt_tokens", 2500.0));
    }

    @Test
    void fewMissingAnswersWarnAlthoughTheRowPasses() {
        Verdict verdict = Cases.clean().answeredElsewhere(3).judge();

        assertThat(row(verdict, Quantity.REQUEST_COUNT).status()).isEqualTo(Status.PASS);
        assertThat(verdict.overall()).isEqualTo(Overall.WARNING);
        assertAmounts(verdict, FindingId.REQUESTS_MISSING_ON_SERVER, Map.of("requests", 3.0));
    }

    @Test
    void usageOfSeveralChoicesMaySayTooLittle() {
        Verdict verdict = Cases.clean().severalChoices(1, 2).move(Counter.GENERATION_TOKENS, 2)
                .delta(delta -> withFinishedTokens(delta, 2)).judge();

        assertAmounts(verdict, FindingId.USAGE_UNDERSTATED, Map.of("requests", 1.0, "tokens", 2.0));
        assertThat(warnings(verdict)).isEmpty();
    }

    @Test
    void whatNoCauseClaimsIsUnexplained() {
        Verdict verdict = Cases.clean().move(Counter.GENERATION_TOKENS, 100).judge();

        assertOnlyWarning(verdict, FindingId.UNEXPLAINED_DIFFERENCE);
        assertAmounts(verdict, FindingId.UNEXPLAINED_DIFFERENCE, Map.of("tokens", 100.0));
        assertThat(finding(verdict, FindingId.UNEXPLAINED_DIFFERENCE).values()).containsEntry("quantities",
                Fact.of(List.of("Total Tokens")));
        assertThat(row(verdict, Quantity.TOTAL_TOKENS).status()).isEqualTo(Status.PASS);
        assertThat(row(verdict, Quantity.TOTAL_TOKENS).reason())
                .isEqualTo(new Reason.Explained(List.of(FindingId.UNEXPLAINED_DIFFERENCE)));
    }

    @Test
    void answersWithoutUsageAreEstimated() {
        Verdict verdict = Cases.clean().withoutUsage(5).judge();

        assertThat(warnings(verdict)).isEmpty();
        assertAmounts(verdict, FindingId.TOKENS_ESTIMATED, Map.of("requests", 5.0, "completed", 405.0));
        assertThat(row(verdict, Quantity.TOTAL_TOKENS).client())
                .isEqualTo(Reading.absent(Why.NO_USAGE));
        assertThat(row(verdict, Quantity.TOTAL_TOKENS).server().known()).hasValue(8100);
        assertThat(row(verdict, Quantity.AVG_THROUGHPUT).status()).isEqualTo(Status.SKIP);
        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
    }

    @Test
    void otherLengthsThanAskedAreNamed() {
        Verdict verdict = Cases.clean().ofLength(5, 11).judge();

        assertOnlyWarning(verdict, FindingId.LENGTHS_NOT_AS_ASKED);
        assertAmounts(verdict, FindingId.LENGTHS_NOT_AS_ASKED, Map.of("requests", 5.0, "output_off", 5.0,
                "output_checked", 405.0, "output_asked", 8100.0, "output_got", 8055.0));
        assertThat(finding(verdict, FindingId.LENGTHS_NOT_AS_ASKED).values()).containsEntry("finish_reasons",
                Fact.of(List.of("length x 400", "stop x 5")));
        assertThat(verdict.load()).containsExactly(FindingId.LENGTHS_NOT_AS_ASKED);
    }

    @Test
    void aTtftGapWithinItsKnownPartsIsInformation() {
        Verdict verdict = Cases.clean().observe(Histogram.TTFT, 0).delta(delta -> ttft(delta, 400, 400 * 0.0395))
                .judge();

        assertThat(row(verdict, Quantity.AVG_TTFT).status()).isEqualTo(Status.PASS);
        Finding gap = finding(verdict, FindingId.TTFT_GAP);
        assertThat(gap.severity()).isEqualTo(Severity.INFO);
        assertThat(amount(gap, "gap_ms")).isCloseTo(10.5, within(0.01));
        assertThat(amount(gap, "api_server_ms")).isCloseTo(1, within(0.01));
        assertThat(amount(gap, "round_trip_ms")).isEqualTo(0.2);
        assertThat(amount(gap, "rest_ms")).isCloseTo(9.3, within(0.01));
        assertThat(amount(gap, "queue_ms")).isCloseTo(10, within(0.01));
        assertThat(amount(gap, "prefill_ms")).isCloseTo(30, within(0.01));
        assertThat(amount(gap, "front_end_ms")).isEqualTo(0);
        assertThat(gap.values()).doesNotContainKey("connect_ms");
        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
    }

    @Test
    void aTtftGapBeyondThemWarns() {
        Verdict verdict = Cases.clean().delta(delta -> ttft(delta, 400, 400 * 0.030)).judge();

        assertOnlyWarning(verdict, FindingId.TTFT_GAP);
        assertThat(row(verdict, Quantity.AVG_TTFT).status()).isEqualTo(Status.WARN);
        assertThat(verdict.timings()).isEqualTo(Verdict.Timings.UNEXPLAINED_GAP);
        assertThat(verdict.marks()).containsEntry(Verdict.Latency.TTFT, Verdict.Mark.CLIENT_ONLY);
    }

    @Test
    void anHttpClockThatRunsOnAfterTheLastByteIsNoFault() {
        Verdict verdict = Cases.clean().delta(delta -> http(delta, 0.536)).judge();

        assertThat(row(verdict, Quantity.AVG_E2E).status()).isEqualTo(Status.PASS);
        assertThat(row(verdict, Quantity.AVG_IN_FLIGHT).status()).isEqualTo(Status.PASS);
        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
    }

    @Test
    void norIsItWhenTheEngineTimesEachChoiceByItself() {
        Verdict verdict = Cases.empty().severalChoices(400, 2).delta(delta -> http(delta, 0.536)).judge();

        assertThat(row(verdict, Quantity.AVG_E2E).status()).isEqualTo(Status.PASS);
        assertThat(row(verdict, Quantity.AVG_IN_FLIGHT).status()).isEqualTo(Status.PASS);
        assertThat(verdict.finding(FindingId.CLIENT_BELOW_SERVER)).isEmpty();
    }

    @Test
    void choicesThatEachNeededLongerThanTheClientWaitedAreImpossible() {
        Verdict verdict = Cases.empty().severalChoices(400, 2).delta(delta -> http(engine(delta, 0.545), 0.550))
                .judge();

        assertThat(row(verdict, Quantity.AVG_E2E).status()).isEqualTo(Status.WARN);
        assertThat(verdict.finding(FindingId.CLIENT_BELOW_SERVER)).isPresent();
    }

    @Test
    void anHttpClockAndAnEngineThatBothNeededLongerThanTheClientAreImpossible() {
        Verdict verdict = Cases.clean().delta(delta -> http(engine(delta, 0.545), 0.550)).judge();

        assertOnlyWarning(verdict, FindingId.CLIENT_BELOW_SERVER);
        assertThat(row(verdict, Quantity.AVG_E2E).status()).isEqualTo(Status.WARN);
        assertThat(row(verdict, Quantity.AVG_IN_FLIGHT).status()).isEqualTo(Status.WARN);
    }

    @Test
    void aClientBelowTheServerIsADefect() {
        Verdict verdict = Cases.clean().delta(delta -> ttft(delta, 400, 400 * 0.052)).judge();

        assertOnlyWarning(verdict, FindingId.CLIENT_BELOW_SERVER);
        assertThat(row(verdict, Quantity.AVG_TTFT).status()).isEqualTo(Status.WARN);
        assertThat(row(verdict, Quantity.AVG_TTFT).reason())
                .isEqualTo(new Reason.Explained(List.of(FindingId.CLIENT_BELOW_SERVER)));
    }

    @Test
    void anInterruptedLevelSaysWhatIsMissing() {
        Verdict verdict = Cases.clean().expecting(e -> new Expectation(e.concurrency(), OptionalLong.of(1000),
                e.inputTokens(), e.outputTokens(), true, true, 12, e.roundTripMillis(), 10, true, e.busyBefore()))
                .judge();

        assertOnlyWarning(verdict, FindingId.LOAD_INTERRUPTED);
        assertAmounts(verdict, FindingId.LOAD_INTERRUPTED,
                Map.of("requests", 400.0, "planned", 1000.0, "missing", 600.0));
    }

    @Test
    void aColdFirstWaveIsNamed() {
        Cases cases = Cases.empty().expecting(FaultsTest::withoutWarmUp);
        cases.firstTokenMs = 3000;
        cases.completed(10);
        cases.firstTokenMs = 50;
        Verdict verdict = cases.completed(100).judge();

        assertOnlyWarning(verdict, FindingId.COLD_START);
        assertAmounts(verdict, FindingId.COLD_START, Map.of("requests", 10.0, "first_ms", 3000.0, "rest_ms", 50.0));
        assertThat(verdict.load()).containsExactly(FindingId.COLD_START);
    }

    @Test
    void aHealthyOpeningBurstIsNotCold() {
        Cases cases = Cases.empty().expecting(FaultsTest::withoutWarmUp);
        for (int i = 1; i <= 10; i++) {
            cases.firstTokenMs = 50 * i;
            cases.completed(1);
        }
        cases.firstTokenMs = 50;
        Verdict verdict = cases.completed(100).judge();

        assertThat(verdict.finding(FindingId.COLD_START)).isEmpty();
    }

    @Test
    void aWarmPrefixCacheIsNamed() {
        Verdict verdict = Cases.clean().move(Counter.PREFIX_QUERIED_TOKENS, 20_000)
                .move(Counter.PREFIX_HIT_TOKENS, 400 * 32).judge();

        assertOnlyWarning(verdict, FindingId.PREFIX_CACHE_WARM);
        assertAmounts(verdict, FindingId.PREFIX_CACHE_WARM,
                Map.of("hit_tokens", 12_800.0, "queried_tokens", 20_000.0, "rate_percent", 64.0, "allowed_tokens",
                        400 * 16 + 200.0));
    }

    @Test
    void hitsThatThePlanSharesAreNot() {
        Verdict verdict = Cases.clean().move(Counter.PREFIX_QUERIED_TOKENS, 20_000)
                .move(Counter.PREFIX_HIT_TOKENS, 400 * 16).judge();

        assertThat(verdict.findings()).isEmpty();
    }

    @Test
    void aRestartMakesCountersUnusable() {
        Verdict verdict = Cases.clean()
                .metrics(m -> new MetricsTestimony(m.availability(), m.before(), m.after(), m.delta(),
                        m.missingFamilies(), List.of(new Reset(Reset.Sign.COUNTER_FELL, "vllm:x_total")), true, false,
                        0, m.slowestScrape(), m.settling()))
                .judge();

        assertOnlyWarning(verdict, FindingId.SERVER_RESTARTED);
        assertThat(finding(verdict, FindingId.SERVER_RESTARTED).values())
                .containsEntry("signs", Fact.of(List.of("counter_fell")))
                .containsEntry("series", Fact.of("vllm:x_total"));
        assertThat(verdict.rows(Source.PROMETHEUS)).allSatisfy(row -> {
            assertThat(row.status()).isEqualTo(Status.SKIP);
            assertThat(row.reason()).isInstanceOfSatisfying(Reason.NotCompared.class,
                    reason -> assertThat(reason.why()).isEqualTo(Why.COUNTER_RESET));
        });
    }

    @Test
    void aRestartThatOnlyTheLogTellsOfMakesCountersUnusableToo() {
        Verdict verdict = Cases.clean().digest(d -> new LogDigest(d.lines(), d.access(), true, true, d.stats(),
                d.events(), 1, d.first(), d.last(), 0)).judge();

        assertOnlyWarning(verdict, FindingId.SERVER_RESTARTED);
        assertAmounts(verdict, FindingId.SERVER_RESTARTED, Map.of("restarts", 1.0));
        assertThat(row(verdict, Quantity.REQUEST_COUNT).status()).isEqualTo(Status.SKIP);
        assertThat(row(verdict, Quantity.HTTP_200_COUNT).status()).isEqualTo(Status.PASS);
    }

    @Test
    void aBusyServerIsNamed() {
        Verdict verdict = Cases.clean().expecting(e -> new Expectation(e.concurrency(), e.requests(), e.inputTokens(),
                e.outputTokens(), true, true, 12, e.roundTripMillis(), 10, false, Reading.of(4))).judge();

        assertOnlyWarning(verdict, FindingId.SERVER_BUSY_BEFORE_START);
        assertAmounts(verdict, FindingId.SERVER_BUSY_BEFORE_START, Map.of("requests", 4.0));
    }

    @Test
    void unreachableMetricsLeaveTheRunUnverified() {
        Verdict verdict = Cases.clean().metrics(_ -> MetricsTestimony.none(
                new MetricsAvailability.Unavailable("http://h/metrics", MetricsAvailability.Problem.NOT_METRICS,
                        "<html>"),
                Why.NO_METRICS)).judge();

        assertThat(verdict.overall()).isEqualTo(Overall.UNVERIFIED);
        assertThat(finding(verdict, FindingId.METRICS_UNAVAILABLE).severity()).isEqualTo(Severity.INFO);
        assertThat(finding(verdict, FindingId.METRICS_UNAVAILABLE).values()).containsEntry("problem",
                Fact.of("not_metrics"));
        assertThat(row(verdict, Quantity.REQUEST_COUNT).client().known()).hasValue(400);
        assertThat(row(verdict, Quantity.REQUEST_COUNT).reason())
                .isEqualTo(new Reason.NotCompared(Why.NO_METRICS, Map.of()));
        assertThat(row(verdict, Quantity.HTTP_200_COUNT).status()).isEqualTo(Status.PASS);
    }

    @Test
    void nobodyAskedMeansNoRowsAndUnverified() {
        Verdict verdict = Cases.clean().noMetrics().noLog().judge();

        assertThat(verdict.comparisons()).isEmpty();
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.overall()).isEqualTo(Overall.UNVERIFIED);
        assertThat(verdict.counts()).isEqualTo(Verdict.Counts.NOT_CHECKED);
    }

    @Test
    void missingFamiliesAreNamed() {
        Verdict verdict = Cases.clean().metrics(m -> new MetricsTestimony(m.availability(), m.before(), m.after(),
                ServerDelta.absent(Why.FAMILY_MISSING), new TreeSet<>(List.of("vllm:generation_tokens_total")),
                List.of(), true, false, 0, m.slowestScrape(), m.settling())).judge();

        assertThat(verdict.overall()).isEqualTo(Overall.UNVERIFIED);
        assertThat(finding(verdict, FindingId.METRICS_PARTIAL).values()).containsEntry("families",
                Fact.of(List.of("vllm:generation_tokens_total")));
    }

    @Test
    void slowWitnessesAreNamed() {
        Verdict verdict = Cases.clean().metrics(m -> new MetricsTestimony(m.availability(), m.before(), m.after(),
                m.delta(), m.missingFamilies(), List.of(), true, false, 3, Duration.ofMillis(800), m.settling()))
                .log(log -> new LogTestimony(log.source(), log.availability(), log.digest(), false,
                        Duration.ofMillis(2500)))
                .judge();

        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
        assertAmounts(verdict, FindingId.METRICS_SLOW, Map.of("slowest_ms", 800.0, "limit_ms", 500.0));
        assertAmounts(verdict, FindingId.LOG_SLOW, Map.of("took_ms", 2500.0));
        assertAmounts(verdict, FindingId.EVIDENCE_CUT, Map.of("metric_lines", 3.0));
    }

    @Test
    void countersThatFallShortAfterTheWaitAreUnexplainedWithTheDoubtSaid() {
        Verdict verdict = Cases.clean().http(Cases.CHAT, "2xx", -4).metrics(FaultsTest::unsettled).judge();

        assertOnlyWarning(verdict, FindingId.UNEXPLAINED_DIFFERENCE);
        assertAmounts(verdict, FindingId.COUNTERS_UNSETTLED, Map.of("waited_ms", 1000.0));
        assertAmounts(verdict, FindingId.UNEXPLAINED_DIFFERENCE, Map.of("http_requests", -4.0));
        assertThat(finding(verdict, FindingId.UNEXPLAINED_DIFFERENCE).values()).containsEntry("also_fits",
                Fact.of(List.of("counters-unsettled")));
    }

    @Test
    void countersThatCameToRestLateAndReachedOursAreInformation() {
        Verdict verdict = Cases.clean().metrics(FaultsTest::unsettled).judge();

        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
        assertThat(finding(verdict, FindingId.COUNTERS_UNSETTLED).severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void aServerThatDoesNotHeedLengthsMadeItAll() {
        Verdict verdict = Cases.clean().aborted(5, TIMED_OUT, 60, 75).judge();

        assertOnlyWarning(verdict, FindingId.WORK_ABORTED);
        assertAmounts(verdict, FindingId.WORK_ABORTED, Map.of("requests", 5.0, "tokens", 375.0));
    }

    @Test
    void answersThatAreNoneOfAnOpenAiServerFailed() {
        Outcome html = new Outcome.ProtocolError("HTML");
        Verdict seen = Cases.clean().aborted(6, html, 2, 9).judge();
        Verdict unseen = Cases.clean().aborted(6, html, 0, 0).http(Cases.CHAT, "2xx", -6).access(200, -6)
                .move(Counter.PROMPT_TOKENS, -6 * Cases.INPUT).judge();

        assertOnlyWarning(seen, FindingId.REQUESTS_FAILED);
        assertOnlyWarning(unseen, FindingId.REQUESTS_FAILED);
        assertAmounts(unseen, FindingId.REQUESTS_FAILED, Map.of("requests", 6.0, "protocol", 6.0));
    }

    @Test
    void answersThatTheServerFinishedAndThatAreNoneFailedAndAreNotLost() {
        Verdict verdict = Cases.clean().lost(8, new Outcome.ProtocolError("line without end"), 3).judge();

        assertOnlyWarning(verdict, FindingId.REQUESTS_FAILED);
        assertThat(row(verdict, Quantity.REQUEST_COUNT).reason())
                .isEqualTo(new Reason.Explained(List.of(FindingId.REQUESTS_FAILED)));
    }

    @Test
    void aStuckGaugeIsNobodysWork() {
        Verdict verdict = Cases.clean().expecting(e -> new Expectation(e.concurrency(), e.requests(), e.inputTokens(),
                e.outputTokens(), true, true, 12, e.roundTripMillis(), 10, false, Reading.of(1)))
                .metrics(m -> new MetricsTestimony(m.availability(), m.before(), m.after(), m.delta(),
                        m.missingFamilies(), m.resets(), true, true, 0, m.slowestScrape(), m.settling()))
                .judge();

        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
    }

    @Test
    void countersThatNeverReachOursBecauseAnotherAnsweredAreStillMissingRequests() {
        Verdict verdict = Cases.clean().answeredElsewhere(50).metrics(FaultsTest::unsettled).judge();

        assertAmounts(verdict, FindingId.REQUESTS_MISSING_ON_SERVER, Map.of("requests", 50.0));
        assertThat(verdict.overall()).isEqualTo(Overall.WARNING);
    }

    @Test
    void anIllegibleLogIsNamedAndItsRowsAreSkipped() {
        Verdict verdict = Cases.clean().log(log -> illegible(LogAvailability.Problem.NO_SUCH_CONTAINER)).judge();

        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
        assertThat(finding(verdict, FindingId.LOG_UNAVAILABLE).values()).containsEntry("problem",
                Fact.of("no_such_container"));
        assertThat(verdict.rows(Source.DOCKER_LOG)).hasSize(4)
                .allSatisfy(row -> assertThat(row.status()).isEqualTo(Status.SKIP));
        assertThat(Cases.clean().log(log -> illegible(LogAvailability.Problem.AMBIGUOUS)).judge()
                .finding(FindingId.LOG_AMBIGUOUS)).isPresent();
    }

    @Test
    void aRunThatEndsBeforeAStatisticsLineIsDueAccusesNobody() {
        Verdict verdict = Cases.empty().completed(3).digest(d -> new LogDigest(d.lines(), d.access(), true, false,
                List.of(), List.of(), 0, d.first(), d.last(), 0)).judge();

        assertThat(verdict.finding(FindingId.STATS_LOG_OFF)).isEmpty();
    }

    @Test
    void logsWithoutAccessOrStatisticsLinesAreNamed() {
        Verdict verdict = Cases.clean().digest(d -> new LogDigest(d.lines(), Map.of(), false, false, List.of(),
                List.of(), 0, d.first(), d.last(), 0)).judge();

        assertThat(verdict.finding(FindingId.ACCESS_LOG_OFF)).isPresent();
        assertThat(verdict.finding(FindingId.STATS_LOG_OFF)).isPresent();
        assertThat(row(verdict, Quantity.HTTP_200_COUNT).reason())
                .isEqualTo(new Reason.NotCompared(Why.NO_ACCESS_LINES, Map.of()));
        assertThat(row(verdict, Quantity.AVG_THROUGHPUT).reason())
                .isEqualTo(new Reason.NotCompared(Why.NO_STATS_LINES, Map.of()));
        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
    }

    @Test
    void aCutLogProvesNoAbsence() {
        Verdict verdict = Cases.clean().digest(d -> new LogDigest(d.lines(), d.access(), true, true, d.stats(),
                d.events(), 0, d.first(), d.last(), 17)).judge();

        assertAmounts(verdict, FindingId.EVIDENCE_CUT, Map.of("log_lines", 17.0));
        assertThat(row(verdict, Quantity.HTTP_200_COUNT).status()).isEqualTo(Status.SKIP);
        assertThat(row(verdict, Quantity.SERVER_ERRORS).status()).isEqualTo(Status.SKIP);
        assertThat(row(verdict, Quantity.AVG_THROUGHPUT).status()).isEqualTo(Status.PASS);
    }

    @Test
    void serverErrorsWarnAndOursAreTold() {
        Verdict verdict = Cases.clean().refused(2, 404, true)
                .event(LogEvent.Level.ERROR, LogEvent.Kind.UNKNOWN_MODEL, "Error with model", 2)
                .event(LogEvent.Level.ERROR, LogEvent.Kind.ENGINE_DEAD, "EngineCore died", 1)
                .event(LogEvent.Level.WARNING, LogEvent.Kind.OTHER, "slow tokenizer", 3).judge();

        assertThat(warnings(verdict)).containsExactly(FindingId.HTTP_ERRORS, FindingId.SERVER_ERRORS);
        assertAmounts(verdict, FindingId.SERVER_ERRORS, Map.of("events", 3.0, "ours", 2.0, "seen_before", 0.0));
        assertAmounts(verdict, FindingId.SERVER_WARNINGS, Map.of("events", 3.0));
        assertThat(finding(verdict, FindingId.SERVER_WARNINGS).severity()).isEqualTo(Severity.INFO);
        assertThat(row(verdict, Quantity.SERVER_ERRORS).status()).isEqualTo(Status.WARN);
        assertThat(verdict.hasErrors()).isTrue();
    }

    @Test
    void aStepOfTheWallClockIsNamed() {
        Cases cases = Cases.clean();
        cases.clocks = new ClockTrack(List.of(new ClockTrack.Pair(Tick.ZERO, Cases.START),
                new ClockTrack.Pair(new Tick(5_000 * Cases.MS), Cases.START.plusMillis(5_020))));
        Verdict verdict = cases.judge();

        assertOnlyWarning(verdict, FindingId.CLOCK_STEP);
        assertAmounts(verdict, FindingId.CLOCK_STEP, Map.of("steps", 1.0, "largest_ms", 20.0));
    }

    @Test
    void pressureIsInformation() {
        Verdict verdict = Cases.clean().move(Counter.PREEMPTIONS, 6).delta(delta -> {
            var histograms = new EnumMap<>(delta.histograms());
            histograms.put(Histogram.QUEUE, histogram(8, 400));
            return new ServerDelta(delta.counters(), histograms, delta.httpRequests(), delta.httpKnown(),
                    delta.httpDurations(), delta.semantics());
        }).digest(d -> new LogDigest(d.lines(), d.access(), true, true,
                d.stats().stream().map(line -> new StatsLine(line.at(), "0", 0,
                        line.generationTokensPerSecond(), line.running(), OptionalDouble.of(7),
                        OptionalDouble.of(99), OptionalDouble.of(0), line.windowNanos(), false, true)).toList(),
                d.events(), 0, d.first(), d.last(), 0)).judge();

        assertThat(verdict.overall()).isEqualTo(Overall.PASSED);
        assertAmounts(verdict, FindingId.PREEMPTIONS, Map.of("count", 6.0));
        assertAmounts(verdict, FindingId.QUEUEING, Map.of("queue_ms", 20.0, "waiting", 7.0));
        assertAmounts(verdict, FindingId.KV_CACHE_FULL, Map.of("kv_percent", 99.0));
    }

    // Words for the above

    static void assertOnlyWarning(Verdict verdict, FindingId... ids) {
        assertThat(warnings(verdict)).isSubsetOf(ids).contains(ids[0]);
        assertThat(verdict.overall()).isEqualTo(Overall.WARNING);
    }

    static List<FindingId> warnings(Verdict verdict) {
        return verdict.findings().stream().filter(finding -> finding.severity() == Severity.WARNING)
                .map(Finding::id).toList();
    }

    static Finding finding(Verdict verdict, FindingId id) {
        return verdict.finding(id).orElseThrow(() -> new AssertionError(id + " not in " + verdict.findings()));
    }

    static void assertAmounts(Verdict verdict, FindingId id, Map<String, Double> amounts) {
        Finding finding = finding(verdict, id);
        amounts.forEach((name, amount) -> assertThat(finding.values()).as(id.key()).containsEntry(name,
                Fact.of(amount.doubleValue())));
    }

    static double amount(Finding finding, String name) {
        return ((Fact.Amount) Optional.ofNullable(finding.values().get(name)).orElseThrow()).value();
    }

    static Comparison row(Verdict verdict, Quantity quantity) {
        return verdict.comparisons().stream().filter(row -> row.quantity() == quantity).findFirst().orElseThrow();
    }

    static MetricsTestimony withRunning(MetricsTestimony m, double running) {
        return new MetricsTestimony(m.availability(), Optional.of(Cases.values(running)),
                Optional.of(Cases.values(running)), m.delta(), m.missingFamilies(), m.resets(), m.settled(),
                m.stuckRunning(), m.badLines(), m.slowestScrape(), m.settling());
    }

    static MetricsTestimony unsettled(MetricsTestimony m) {
        return new MetricsTestimony(m.availability(), m.before(), m.after(), m.delta(), m.missingFamilies(),
                m.resets(), false, m.stuckRunning(), m.badLines(), m.slowestScrape(), m.settling());
    }

    static ServerDelta ttft(ServerDelta delta, double count, double sumSeconds) {
        var histograms = new EnumMap<>(delta.histograms());
        histograms.put(Histogram.TTFT, histogram(sumSeconds, count));
        return new ServerDelta(delta.counters(), histograms, delta.httpRequests(), delta.httpKnown(),
                delta.httpDurations(), delta.semantics());
    }

    private static ServerDelta http(ServerDelta delta, double meanSeconds) {
        Map<String, HistogramDelta> durations = new HashMap<>(delta.httpDurations());
        durations.replaceAll((_, old) -> {
            double count = old.count().known().orElseThrow();
            return histogram(count * meanSeconds, count);
        });
        return new ServerDelta(delta.counters(), delta.histograms(), delta.httpRequests(), delta.httpKnown(),
                durations, delta.semantics());
    }

    private static ServerDelta engine(ServerDelta delta, double meanSeconds) {
        var histograms = new EnumMap<>(delta.histograms());
        double count = delta.of(Histogram.E2E).count().known().orElseThrow();
        histograms.put(Histogram.E2E, histogram(count * meanSeconds, count));
        return new ServerDelta(delta.counters(), histograms, delta.httpRequests(), delta.httpKnown(),
                delta.httpDurations(), delta.semantics());
    }

    static ServerDelta withFinishedTokens(ServerDelta delta, double more) {
        var histograms = new EnumMap<>(delta.histograms());
        var old = delta.of(Histogram.REQUEST_GENERATION_TOKENS);
        histograms.put(Histogram.REQUEST_GENERATION_TOKENS,
                histogram(old.sum().known().orElseThrow() + more, old.count().known().orElseThrow()));
        return new ServerDelta(delta.counters(), histograms, delta.httpRequests(), delta.httpKnown(),
                delta.httpDurations(), delta.semantics());
    }

    static HistogramDelta histogram(double sum, double count) {
        return new HistogramDelta(Reading.of(sum), Reading.of(count),
                new TreeMap<>());
    }

    private static LogTestimony illegible(LogAvailability.Problem problem) {
        return new LogTestimony(LogSource.DOCKER_LOG, new LogAvailability.Illegible("vllm", problem, "what it said"),
                LogDigest.EMPTY, false, Duration.ZERO);
    }

    private static Expectation withoutWarmUp(Expectation e) {
        return new Expectation(e.concurrency(), e.requests(), e.inputTokens(), e.outputTokens(), true, true, 12,
                e.roundTripMillis(), 0, false, e.busyBefore());
    }
}
