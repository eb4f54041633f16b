package io.llmloadtest.verdict;

import static io.llmloadtest.verdict.FaultsTest.row;
import static io.llmloadtest.verdict.FaultsTest.warnings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogSource;
import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.evidence.logs.StatsLine;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Why;
import io.llmloadtest.model.Window;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Throughput over the engine's own windows. */
class ThroughputTest {

    @Test
    void onlyWindowsWhollyInsideTheEvidenceArePooled() {
        // Lines at 9.2 and 19.2 s lie inside -1 .. 26 s; those at 29.2 and 39.2 s reach outside.
        Cases cases = Cases.clean();
        Comparison row = throughput(cases.judge());
        Window pooled = new Window(new Tick(-800 * Cases.MS), new Tick(19_200 * Cases.MS));

        assertThat(row.client().known().orElseThrow())
                .isCloseTo(cases.timeline.outputTokens(pooled) / 20, within(1e-6));
        assertThat(row.status()).isEqualTo(Status.PASS);
    }

    @Test
    void anEngineThatMakesMoreThanWeSeeIsUnexplained() {
        Verdict verdict = Cases.clean().throughputBeyond(2000).judge();

        assertThat(throughput(verdict).status()).isEqualTo(Status.WARN);
        assertThat(throughput(verdict).reason())
                .isEqualTo(new Reason.Explained(List.of(FindingId.UNEXPLAINED_DIFFERENCE)));
        assertThat(warnings(verdict)).containsExactly(FindingId.UNEXPLAINED_DIFFERENCE);
    }

    @Test
    void aLineStampedWhenItWasReadMayBeLate() {
        Cases late = Cases.clean().digest(d -> with(d, List.of(Cases.stats("0", 1200, 0))));
        late.digest(d -> with(d, d.stats().stream().map(line -> new StatsLine(line.at(), "0", 0,
                tokens(late, 1100) - tokens(late, 100), line.running(), line.waiting(), line.kvUsagePercent(),
                line.prefixHitPercent(), 1000 * Cases.MS, false, true)).toList()));
        Comparison docker = throughput(late.judge());
        Comparison file = throughput(late.log(log -> new LogTestimony(LogSource.LOG_FILE, log.availability(),
                log.digest(), false, log.took())).judge());

        assertThat(docker.limit().allowance()).isLessThan(file.limit().allowance());
        assertThat(file.source()).isEqualTo(Source.LOG_FILE);
        assertThat(file.status()).isEqualTo(Status.PASS);
    }

    @Test
    void aLineOffTheBeatMayHaveBeenStampedLate() {
        Cases late = Cases.clean().digest(d -> with(d, List.of(Cases.stats("0", 1200, 0))));

        assertThat(throughput(lateBy(800, late, 0).judge()).status()).isEqualTo(Status.WARN);
        assertThat(throughput(lateBy(800, late, 800).judge()).status()).isEqualTo(Status.PASS);
    }

    /** A line that was written half a second into the load, and stamped that much later. */
    private static Cases lateBy(long millis, Cases cases, long doubtMillis) {
        return cases.digest(d -> with(d, List.of(new StatsLine(Cases.START.plusMillis(500 + millis), "0", 0,
                tokens(cases, 500), OptionalDouble.of(10), OptionalDouble.of(0),
                OptionalDouble.of(30), OptionalDouble.of(0), 1000 * Cases.MS, false, doubtMillis * Cases.MS, true))));
    }

    @Test
    void abortedWorkExplainsIt() {
        Verdict verdict = Cases.clean().aborted(100, new Outcome.TimedOut("next_token"), 0, 20)
                .throughputBeyond(2000).judge();

        assertThat(throughput(verdict).reason()).isEqualTo(new Reason.Explained(List.of(FindingId.WORK_ABORTED)));
    }

    @Test
    void linesThatCannotBeTrustedAreNotCompared() {
        Verdict verdict = stats(line -> new StatsLine(line.at(), "0", 0, 9999, line.running(), line.waiting(),
                line.kvUsagePercent(), line.prefixHitPercent(), line.windowNanos(), true, false));

        assertThat(throughput(verdict).reason()).isInstanceOfSatisfying(Reason.NotCompared.class, reason -> {
            assertThat(reason.why()).isEqualTo(Why.NO_WHOLE_WINDOW);
            assertThat(reason.facts()).containsEntry("interval_seconds", "10").containsEntry("lines", "4");
        });
        assertThat(throughput(verdict).client().known()).isPresent();
    }

    @Test
    void anAssumedIntervalIsNoted() {
        Verdict verdict = stats(line -> new StatsLine(line.at(), "0", 0, line.generationTokensPerSecond(),
                line.running(), line.waiting(), line.kvUsagePercent(), line.prefixHitPercent(), line.windowNanos(),
                true, true));

        assertThat(throughput(verdict).status()).isEqualTo(Status.PASS);
        assertThat(throughput(verdict).reason())
                .isEqualTo(new Reason.Noted("interval-assumed", Map.of("windows", "2", "seconds", "20")));
    }

    @Test
    void idleWindowsAreNoCheck() {
        Cases cases = Cases.empty().digest(d -> with(d, List.of(Cases.stats("0", 1000, 0))));
        Comparison row = row(cases.judge(), Quantity.AVG_THROUGHPUT);

        assertThat(row.status()).isEqualTo(Status.SKIP);
    }

    @Test
    void enginesAreSummedPerTick() {
        Cases cases = Cases.clean();
        double first = tokens(cases, 9200) / 10;
        Verdict verdict = cases.digest(d -> with(d, List.of(Cases.stats("0", 9200, first * 0.7),
                Cases.stats("1", 9240, first * 0.3)))).judge();

        assertThat(throughput(verdict).status()).isEqualTo(Status.PASS);
        assertThat(throughput(verdict).server().known().orElseThrow()).isCloseTo(first, within(0.2));
        assertThat(FaultsTest.amount(FaultsTest.finding(verdict, FindingId.SEVERAL_ENGINES), "engines")).isEqualTo(2);
    }

    @Test
    void aTickWithAnEngineMissingIsNotCompared() {
        Cases cases = Cases.clean();
        double first = tokens(cases, 9200) / 10;
        double second = tokens(cases, 19_200) / 10;
        Verdict verdict = cases
                .digest(d -> with(d, List.of(Cases.stats("0", 9200, first * 0.7), Cases.stats("1", 9240, first * 0.3),
                        Cases.stats("0", 19_200, second * 0.7))))
                .judge();

        assertThat(throughput(verdict).status()).isEqualTo(Status.PASS);
        assertThat(throughput(verdict).client().known().orElseThrow()).isCloseTo(first, within(5.0));
    }

    private static double tokens(Cases cases, long endMs) {
        return cases.timeline
                .outputTokens(new Window(new Tick((endMs - 10_000) * Cases.MS), new Tick(endMs * Cases.MS)));
    }

    private static Verdict stats(UnaryOperator<StatsLine> change) {
        return Cases.clean().digest(d -> with(d, d.stats().stream().map(change).toList())).judge();
    }

    private static LogDigest with(LogDigest d, List<StatsLine> stats) {
        return new LogDigest(d.lines(), d.access(), d.accessLogSeen(), true, stats, d.events(), 0, d.first(),
                d.last(), 0);
    }

    private static Comparison throughput(Verdict verdict) {
        return row(verdict, Quantity.AVG_THROUGHPUT);
    }
}
