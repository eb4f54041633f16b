package io.llmloadtest.verdict;

import static io.llmloadtest.verdict.FaultsTest.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.evidence.metrics.Histogram;
import io.llmloadtest.evidence.metrics.HistogramDelta;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Laws of judging, on many random cases: every message names the seed and the round that broke one. */
class RandomCasesTest {

    private static final long SEED = 731;
    private static final int ROUNDS = 30;
    private static final long WAVE_MS = 600;
    private static final Reading.Absent GONE = new Reading.Absent(Why.FAMILY_MISSING, Map.of());
    private static final List<Quantity> COUNTS = List.of(Quantity.REQUEST_COUNT, Quantity.TOTAL_TOKENS,
            Quantity.PROMPT_TOKENS, Quantity.HTTP_REQUESTS, Quantity.HTTP_ERRORS_METRICS, Quantity.HTTP_200_COUNT,
            Quantity.HTTP_ERRORS);

    /** How each counted account is moved on the server's side alone. */
    private static final Map<Quantity, Movement> MOVES = moves();

    private record Movement(ToDoubleFunction<Cases> size, Mover by) {}

    private interface Mover {
        Cases move(Cases cases, long amount);
    }

    private static Map<Quantity, Movement> moves() {
        Map<Quantity, Movement> moves = new LinkedHashMap<>();
        moves.put(Quantity.REQUEST_COUNT, new Movement(cases -> cases.tally.choices(),
                (cases, amount) -> cases.move(Counter.SUCCEEDED_CHOICES, amount)));
        moves.put(Quantity.TOTAL_TOKENS, new Movement(cases -> cases.tally.outputTokens(),
                (cases, amount) -> cases.move(Counter.GENERATION_TOKENS, amount)));
        moves.put(Quantity.PROMPT_TOKENS, new Movement(cases -> cases.tally.promptTokensPerChoice(),
                (cases, amount) -> cases.move(Counter.PROMPT_TOKENS, amount)));
        moves.put(Quantity.HTTP_REQUESTS, new Movement(cases -> cases.tally.sent(),
                (cases, amount) -> cases.http(Cases.CHAT, "2xx", amount)));
        moves.put(Quantity.HTTP_200_COUNT, new Movement(cases -> cases.tally.sent(),
                (cases, amount) -> cases.access(200, amount)));
        return moves;
    }

    @Test
    void whatAgreesIsPassedWithoutAWordOfWarning() {
        eachRound((cases, told) -> {
            Verdict verdict = cases.judge();

            assertThat(verdict.overall()).as("%s: %s", told, verdict).isEqualTo(Overall.PASSED);
            assertThat(verdict.counts()).as(told).isEqualTo(Verdict.Counts.EXACT);
            assertThat(verdict.comparisons()).as(told).noneMatch(row -> row.status() == Status.WARN);
        });
    }

    @Test
    void anyCountBeyondItsToleranceWarnsOnEitherSide() {
        MOVES.forEach((quantity, move) -> eachRound((cases, told) -> {
            double size = move.size().applyAsDouble(cases);
            boolean more = cases.firstTokenMs % 2 == 0;
            long amount = (long) Math.ceil(size * 0.06) + 1;
            Verdict verdict = move.by().move(cases, more ? amount : -amount).judge();

            String where = quantity + ", " + told;
            assertThat(row(verdict, quantity).status()).as(where).isEqualTo(Status.WARN);
            assertThat(verdict.overall()).as(where).isEqualTo(Overall.WARNING);
            assertThat(verdict.counts()).as(where).isEqualTo(Verdict.Counts.DIFFER);
            assertThat(verdict.findings()).as(where).anyMatch(finding -> finding.severity() == Severity.WARNING);
        }));
    }

    @Test
    void aCountAtItsToleranceKeepsItsRowAndIsStillNamed() {
        MOVES.forEach((quantity, move) -> eachRound((cases, told) -> {
            long amount = (long) Math.floor(move.size().applyAsDouble(cases) * 0.04);
            Verdict verdict = move.by().move(cases, amount).judge();

            String where = quantity + ", " + told;
            assertThat(row(verdict, quantity).status()).as(where).isEqualTo(Status.PASS);
            assertThat(row(verdict, quantity).reason()).as(where).isInstanceOf(Reason.Explained.class);
        }));
    }

    @Test
    void strictPutsUpWithNothing() {
        MOVES.forEach((quantity, move) -> eachRound((cases, told) -> assertThat(
                row(Judge.judge(move.by().move(cases, 1).file(), Tolerances.DEFAULT.strict()), quantity).status())
                .as("%s, %s", quantity, told).isEqualTo(Status.WARN)));
    }

    @Test
    void onASharedServerMoreIsAllowedAndLessIsNot() {
        MOVES.forEach((quantity, move) -> eachRound((cases, told) -> {
            long amount = 1 + (long) move.size().applyAsDouble(cases);
            CaseFile more = move.by().move(cases, amount).file();
            CaseFile fewer = move.by().move(cases, -amount - 1).file();

            String where = quantity + ", " + told;
            assertThat(row(Judge.judge(more, Tolerances.DEFAULT.sharing()), quantity).status()).as(where)
                    .isEqualTo(Status.PASS);
            assertThat(row(Judge.judge(fewer, Tolerances.DEFAULT.sharing()), quantity).status()).as(where)
                    .isEqualTo(Status.WARN);
        }));
    }

    @Test
    void aFamilyThatIsMissingNeverTurnsIntoZero() {
        for (Counter counter : Counter.values()) {
            eachRound((cases, told) -> neverZero(cases.delta(delta -> without(delta, counter)), counter + ", " + told));
        }
        for (Histogram histogram : Histogram.values()) {
            eachRound((cases, told) -> neverZero(cases.delta(delta -> without(delta, histogram)),
                    histogram + ", " + told));
        }
        eachRound((cases, told) -> neverZero(cases.noHttpMetrics(), "HTTP metrics, " + told));
        eachRound((cases, told) -> neverZero(cases.noLog(), "log, " + told));
    }

    private static void neverZero(Cases cases, String told) {
        Verdict verdict = cases.judge();
        assertThat(verdict.overall()).as("%s: %s", told, verdict).isEqualTo(Overall.PASSED);
        assertThat(verdict.findings()).as(told).noneMatch(finding -> finding.severity() == Severity.WARNING);
    }

    @Test
    void withoutBothProvingCountersNothingIsPassed() {
        eachRound((cases, told) -> assertThat(cases.delta(delta -> without(without(delta,
                Counter.SUCCEEDED_CHOICES), Counter.GENERATION_TOKENS)).judge().overall()).as(told)
                .isEqualTo(Overall.UNVERIFIED));
        eachRound((cases, told) -> assertThat(cases.noMetrics().judge().overall()).as(told)
                .isEqualTo(Overall.UNVERIFIED));
    }

    @Test
    void aClientThatIsFasterThanTheServerIsAlwaysADefect() {
        eachRound((cases, told) -> {
            Verdict verdict = cases.delta(delta -> slower(delta, Histogram.TTFT, 1.25)).judge();

            assertThat(row(verdict, Quantity.AVG_TTFT).status()).as(told).isEqualTo(Status.WARN);
            assertThat(verdict.finding(FindingId.CLIENT_BELOW_SERVER)).as(told).isPresent();
            assertThat(verdict.overall()).as(told).isEqualTo(Overall.WARNING);
        });
        eachRound((cases, told) -> {
            Verdict verdict = cases.delta(delta -> slower(delta, Histogram.DECODE, 1.5)).judge();

            assertThat(row(verdict, Quantity.AVG_DECODE).status()).as(told).isEqualTo(Status.WARN);
            assertThat(verdict.finding(FindingId.CLIENT_BELOW_SERVER)).as(told).isPresent();
        });
    }

    @Test
    void whatFailedIsNeverPassedAndNeverBlamedOnOthers() {
        List<UnaryOperator<Cases>> failures = List.of(
                cases -> cases.aborted(9, new Outcome.TimedOut("next_token"), 3, 8),
                cases -> cases.aborted(5, new Outcome.StreamError("500", "x"), 3, 8),
                cases -> cases.lost(7, new Outcome.Truncated("x"), 3), cases -> cases.refused(6, 503, true),
                cases -> cases.refused(4, 502, false), cases -> cases.notConnected(3, false));
        for (UnaryOperator<Cases> failure : failures) {
            eachRound((cases, told) -> {
                Verdict verdict = failure.apply(cases).judge();

                assertThat(verdict.overall()).as("%s: %s", told, verdict).isEqualTo(Overall.WARNING);
                assertThat(verdict.finding(FindingId.FOREIGN_TRAFFIC)).as(told).isEmpty();
                assertThat(verdict.finding(FindingId.UNEXPLAINED_DIFFERENCE)).as("%s: %s", told, verdict).isEmpty();
            });
        }
    }

    @Test
    void countsOfLevelsAddUpToTheCountsOfTheirSum() {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            List<Cases> levels = new ArrayList<>();
            for (int i = 0; i < 2 + random.nextInt(4); i++) {
                levels.add(healthy(random).foreign(random.nextInt(5)).refused(random.nextInt(3), 503, true)
                        .aborted(random.nextInt(4), new Outcome.Cancelled(), 2, 5)
                        .lost(random.nextInt(3), new Outcome.Truncated("x"), 3));
            }
            Verdict together = merged(levels).judge();
            for (Quantity quantity : COUNTS) {
                String where = "seed %d, round %d: %s".formatted(SEED, round, quantity);
                assertThat(row(together, quantity).client().known().orElseThrow()).as(where).isEqualTo(levels.stream()
                        .mapToDouble(level -> row(level.judge(), quantity).client().known().orElseThrow()).sum());
                assertThat(row(together, quantity).server().known().orElseThrow()).as(where).isEqualTo(levels.stream()
                        .mapToDouble(level -> row(level.judge(), quantity).server().known().orElseThrow()).sum());
            }
        }
    }

    private static Cases merged(List<Cases> levels) {
        Cases all = Cases.empty();
        for (Cases level : levels) {
            all.tally.addAll(level.tally);
            level.counters.forEach(all::move);
            level.http.forEach((series, moved) -> all.http.merge(series, moved, Double::sum));
            level.access.forEach((key, lines) -> all.access.merge(key, lines, Long::sum));
        }
        return all;
    }

    private interface Law {
        void check(Cases cases, String told);
    }

    private static void eachRound(Law law) {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            law.check(healthy(random), "seed %d, round %d".formatted(SEED, round));
        }
    }

    /** Streams of any shape that fill the 600 ms from wave to wave, so that the load is the one asked for. */
    private static Cases healthy(Random random) {
        Cases cases = Cases.empty();
        cases.firstTokenMs = 40 + random.nextInt(200);
        cases.gapMs = (WAVE_MS - cases.firstTokenMs) / Cases.OUTPUT;
        return cases.completed(60 + random.nextInt(300));
    }

    private static ServerDelta without(ServerDelta delta, Counter counter) {
        Map<Counter, Reading> counters = new EnumMap<>(delta.counters());
        counters.put(counter, GONE);
        return new ServerDelta(counters, delta.histograms(), delta.httpRequests(), delta.httpKnown(),
                delta.httpDurations(), delta.semantics());
    }

    private static ServerDelta without(ServerDelta delta, Histogram histogram) {
        return with(delta, histogram, HistogramDelta.absent(GONE));
    }

    private static ServerDelta slower(ServerDelta delta, Histogram histogram, double times) {
        HistogramDelta was = delta.of(histogram);
        return with(delta, histogram, new HistogramDelta(was.sum().map(sum -> sum * times), was.count(),
                was.buckets()));
    }

    private static ServerDelta with(ServerDelta delta, Histogram histogram, HistogramDelta moved) {
        Map<Histogram, HistogramDelta> histograms = new EnumMap<>(delta.histograms());
        histograms.put(histogram, moved);
        return new ServerDelta(delta.counters(), histograms, delta.httpRequests(), delta.httpKnown(),
                delta.httpDurations(), delta.semantics());
    }
}
