package io.llmloadtest.verdict;

import static io.llmloadtest.verdict.FaultsTest.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.evidence.logs.LogEvent;
import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.evidence.metrics.Histogram;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What must hold of every judgement. */
class JudgeLawsTest {

    private static final long SEED = 20261125;
    private static final List<Quantity> COUNTS = List.of(Quantity.REQUEST_COUNT, Quantity.TOTAL_TOKENS,
            Quantity.PROMPT_TOKENS, Quantity.HTTP_REQUESTS, Quantity.HTTP_ERRORS_METRICS, Quantity.HTTP_200_COUNT,
            Quantity.HTTP_ERRORS);

    @Test
    void aRandomLedgerWithItsOwnEvidenceIsPassed() {
        Random random = new Random(SEED);
        for (int round = 0; round < 50; round++) {
            Verdict verdict = healthy(random).judge();

            assertThat(verdict.overall()).as("seed %d, round %d: %s", SEED, round, verdict)
                    .isEqualTo(Overall.PASSED);
            assertThat(verdict.counts()).isEqualTo(Verdict.Counts.EXACT);
        }
    }

    @Test
    void onePerturbationBeyondToleranceIsNot() {
        List<UnaryOperator<Cases>> perturbations = List.of(
                cases -> cases.move(Counter.SUCCEEDED_CHOICES, cases.tally.choices() * 0.06 + 1),
                cases -> cases.move(Counter.SUCCEEDED_CHOICES, -cases.tally.choices() * 0.06 - 1),
                cases -> cases.move(Counter.GENERATION_TOKENS, cases.tally.outputTokens() * 0.06),
                cases -> cases.move(Counter.GENERATION_TOKENS, -cases.tally.outputTokens() * 0.06),
                cases -> cases.move(Counter.PROMPT_TOKENS, cases.tally.promptTokens() * 0.06),
                cases -> cases.move(Counter.PROMPT_TOKENS, -cases.tally.promptTokens() * 0.06),
                cases -> cases.http(Cases.CHAT, "2xx", cases.tally.sent() * 0.06 + 1),
                cases -> cases.http(Cases.CHAT, "5xx", 1), cases -> cases.http(Cases.CHAT, "2xx", -2),
                cases -> cases.access(200, cases.tally.sent() / 10 + 1), cases -> cases.access(200, -3),
                cases -> cases.access(500, 1), cases -> cases.observe(Histogram.TTFT, 0.05),
                cases -> cases.event(LogEvent.Level.ERROR, LogEvent.Kind.OTHER, "boom", 1),
                cases -> cases.throughputBeyond(4000), cases -> cases.foreign(20),
                cases -> cases.answeredElsewhere(5), cases -> cases.notConnected(1, false),
                cases -> cases.aborted(3, new Outcome.TimedOut("body"), 4, 4),
                cases -> cases.lost(3, new Outcome.Truncated("x"), 4));
        Random random = new Random(SEED);
        for (int which = 0; which < perturbations.size(); which++) {
            for (int round = 0; round < 5; round++) {
                Verdict verdict = perturbations.get(which).apply(healthy(random)).judge();

                assertThat(verdict.overall()).as("seed %d, perturbation %d: %s", SEED, which, verdict)
                        .isNotEqualTo(Overall.PASSED);
            }
        }
    }

    @Test
    void mergingThenJudgingCountsEqualsSumming() {
        Random random = new Random(SEED);
        List<Cases> levels = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            levels.add(healthy(random).foreign(random.nextInt(5)).refused(random.nextInt(3), 503, true));
        }
        Cases all = Cases.empty();
        levels.forEach(level -> merge(all, level));
        Verdict together = all.judge();

        for (Quantity quantity : COUNTS) {
            double client = levels.stream().mapToDouble(level -> known(level.judge(), quantity, true)).sum();
            double server = levels.stream().mapToDouble(level -> known(level.judge(), quantity, false)).sum();
            assertThat(known(together, quantity, true)).as(quantity.rowName()).isEqualTo(client);
            assertThat(known(together, quantity, false)).as(quantity.rowName()).isEqualTo(server);
        }
    }

    @Test
    void theSameFileGetsTheSameVerdict() {
        CaseFile file = Cases.clean().foreign(7).aborted(3, new Outcome.Cancelled(), 2, 4).file();

        assertThat(Judge.judge(file, Tolerances.DEFAULT)).isEqualTo(Judge.judge(file, Tolerances.DEFAULT));
    }

    @Test
    void noCombinationOfFaultsIsPassedOrThrown() {
        Random random = new Random(SEED);
        List<UnaryOperator<Cases>> faults = List.of(cases -> cases.foreign(30), cases -> cases.answeredElsewhere(12),
                cases -> cases.aborted(9, new Outcome.TimedOut("next_token"), 3, 8),
                cases -> cases.aborted(4, new Outcome.StreamError("500", "x"), 3, 8),
                cases -> cases.lost(6, new Outcome.Truncated("x"), 3), cases -> cases.refused(5, 503, true),
                cases -> cases.refused(5, 502, false), cases -> cases.notConnected(4, true),
                cases -> cases.headless(7, new Outcome.TimedOut("head"), random.nextBoolean(), 2),
                cases -> cases.ofLength(3, 9));
        for (int round = 0; round < 200; round++) {
            Cases cases = healthy(random);
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                cases = faults.get(random.nextInt(faults.size())).apply(cases);
            }
            if (random.nextInt(4) == 0) {
                cases = cases.noHttpMetrics();
            }
            if (random.nextInt(4) == 0) {
                cases = cases.noLog();
            }
            if (random.nextInt(4) == 0) {
                cases = cases.noFinishedTokens();
            }
            Verdict verdict = cases.judge();
            assertThat(verdict.overall()).as("seed %d, round %d: %s", SEED, round, verdict)
                    .isEqualTo(Overall.WARNING);
            assertThat(verdict.finding(FindingId.SERVER_RESTARTED)).isEmpty();
        }
    }

    private static Cases healthy(Random random) {
        return Cases.empty().completed(100 + random.nextInt(400)).severalChoices(random.nextInt(3), 2)
                .completed(random.nextInt(50));
    }

    private static void merge(Cases into, Cases level) {
        into.tally.addAll(level.tally);
        level.counters.forEach(into::move);
        level.http.forEach((series, moved) -> into.http.merge(series, moved, Double::sum));
        level.access.forEach((key, lines) -> into.access.merge(key, lines, Long::sum));
    }

    private static double known(Verdict verdict, Quantity quantity, boolean client) {
        Comparison row = row(verdict, quantity);
        return (client ? row.client() : row.server()).known().orElseThrow();
    }
}
