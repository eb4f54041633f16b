package io.llmloadtest.junit;

import io.llmloadtest.library.Finding;
import io.llmloadtest.library.LatencyKind;
import io.llmloadtest.library.Level;
import io.llmloadtest.library.Result;
import io.llmloadtest.library.SloResult;
import io.llmloadtest.library.Statistic;
import io.llmloadtest.library.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Assertions on a load test. What is said of latency, errors and throughput must hold at every level. A number that is not known
 * never passes. Each failure tells the number, the verdict with its reasons, and the run folder.
 *
 * <p>
 * Latencies are those of requests that ended well: a server that refuses nine requests of ten in no time would meet any limit. So
 * a latency assertion fails when more than 1 % of the requests failed, or more than {@link #hasErrorRateAtMost} allowed before
 * it.
 */
public final class ResultAssert {

    private static final double USUAL_ERROR_RATE = 0.01;

    private final Result result;
    private double mayFail = USUAL_ERROR_RATE;

    ResultAssert(Result result) {
        this.result = result;
    }

    // --- the verdict ---------------------------------------------------------------------------------------------------

    /** The server's own record confirms the numbers, and nothing speaks against the run. UNVERIFIED does not pass. */
    public ResultAssert isPassed() {
        return hasVerdict(Verdict.PASSED);
    }

    /** The verdict is this one. */
    public ResultAssert hasVerdict(Verdict expected) {
        if (result.isInterrupted()) {
            throw failure("expected a whole run, but it was ended early");
        }
        return result.verdict() == expected
                ? this
                : throwing("expected the verdict " + expected + ", but it was " + result.verdict());
    }

    /** No finding of that name, such as {@code prefix-cache-warm}. */
    public ResultAssert hasNoFinding(String id) {
        Optional<Finding> found = result.findings().stream().filter(finding -> finding.id().equals(id)).findFirst();
        return found.isEmpty()
                ? this
                : throwing("expected no finding " + id + ", but: " + found.get().message());
    }

    /** A finding of that name. */
    public ResultAssert hasFinding(String id) {
        List<String> ids = result.findings().stream().map(Finding::id).distinct().toList();
        return ids.contains(id) ? this : throwing("expected the finding " + id + ", but there were " + ids);
    }

    /** Every level met its objectives, and nothing speaks against the numbers. */
    public ResultAssert meetsSlo() {
        return atEveryLevel(level -> {
            Optional<SloResult> slo = level.slo();
            if (slo.isEmpty()) {
                return Optional.of("expected objectives to be met, but there are none: give them with slo(..)");
            }
            return slo.get().outcome() == SloResult.Outcome.MET
                    ? Optional.empty()
                    : Optional.of("expected the objectives to be met, but " + slo.get().decidedBy() + " decided: "
                            + slo.get().outcome()
                            + (slo.get().doubts().isEmpty() ? "" : ", doubts " + slo.get().doubts()));
        });
    }

    // --- errors and throughput -----------------------------------------------------------------------------------------

    /** Every request ended well, and there was at least one. */
    public ResultAssert hasNoFailedRequests() {
        return hasErrorRateAtMost(0);
    }

    /** No larger share of the requests failed. Latency assertions after it allow as many. */
    public ResultAssert hasErrorRateAtMost(double fraction) {
        mayFail = fraction;
        return atEveryLevel(level -> Shortfall.ofErrors(level, fraction));
    }

    /** More output tokens per second. */
    public ResultAssert hasTokensPerSecondAbove(double tokens) {
        return atEveryLevel(level -> Shortfall.ofRate("output tokens per second", level.tokensPerSecond(), tokens));
    }

    /** More successful requests per second. */
    public ResultAssert hasRequestsPerSecondAbove(double requests) {
        return atEveryLevel(
                level -> Shortfall.ofRate("successful requests per second", level.requestsPerSecond(), requests));
    }

    // --- latency -------------------------------------------------------------------------------------------------------

    /** The mean time to first token. */
    public ResultAssert hasTtftMeanBelow(Duration limit) {
        return hasLatencyBelow(LatencyKind.TTFT, Statistic.MEAN, limit);
    }

    /** The median time to first token. */
    public ResultAssert hasTtftP50Below(Duration limit) {
        return hasLatencyBelow(LatencyKind.TTFT, Statistic.P50, limit);
    }

    /** The 95th percentile of the time to first token; takes 72 requests. */
    public ResultAssert hasTtftP95Below(Duration limit) {
        return hasLatencyBelow(LatencyKind.TTFT, Statistic.P95, limit);
    }

    /** The 99th percentile of the time to first token; takes 368 requests. */
    public ResultAssert hasTtftP99Below(Duration limit) {
        return hasLatencyBelow(LatencyKind.TTFT, Statistic.P99, limit);
    }

    /** The mean time per output token. */
    public ResultAssert hasTpotMeanBelow(Duration limit) {
        return hasLatencyBelow(LatencyKind.TPOT, Statistic.MEAN, limit);
    }

    /** The 95th percentile of the time per output token; takes 72 requests. */
    public ResultAssert hasTpotP95Below(Duration limit) {
        return hasLatencyBelow(LatencyKind.TPOT, Statistic.P95, limit);
    }

    /** The 99th percentile of the inter-token latency; takes 368 gaps. */
    public ResultAssert hasItlP99Below(Duration limit) {
        return hasLatencyBelow(LatencyKind.ITL, Statistic.P99, limit);
    }

    /** The mean end-to-end latency. */
    public ResultAssert hasE2eMeanBelow(Duration limit) {
        return hasLatencyBelow(LatencyKind.E2E, Statistic.MEAN, limit);
    }

    /** The 95th percentile of the end-to-end latency; takes 72 requests. */
    public ResultAssert hasE2eP95Below(Duration limit) {
        return hasLatencyBelow(LatencyKind.E2E, Statistic.P95, limit);
    }

    /** Any latency. */
    public ResultAssert hasLatencyBelow(LatencyKind kind, Statistic statistic, Duration limit) {
        atEveryLevel(level -> Shortfall.ofErrors(level, mayFail)
                .map(few -> few
                        + " (latencies are of those that ended well; hasErrorRateAtMost(..) before it allows more)"));
        return atEveryLevel(level -> Shortfall.ofLatency(level, kind, statistic, limit));
    }

    private ResultAssert atEveryLevel(Function<Level, Optional<String>> shortfall) {
        if (result.levels().isEmpty()) {
            throw failure("expected at least one level, but the run was ended before the first");
        }
        for (Level level : result.levels()) {
            shortfall.apply(level).ifPresent(said -> {
                throw failure(said + ", at " + level);
            });
        }
        return this;
    }

    private ResultAssert throwing(String said) {
        throw failure(said);
    }

    private AssertionError failure(String said) {
        StringBuilder message = new StringBuilder(said).append("\nverdict: ").append(result.verdict());
        result.reasons().forEach(reason -> message.append("\n  - ").append(reason));
        return new AssertionError(message.append("\nrun folder: ").append(result.folder()).toString());
    }
}
