package io.llmloadtest.store;

import io.llmloadtest.evidence.logs.AccessKey;
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
import io.llmloadtest.evidence.metrics.Semantics;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.evidence.metrics.ServerValues;
import io.llmloadtest.ledger.Account;
import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.ledger.Timeline;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.ledger.steady.Cuts;
import io.llmloadtest.ledger.steady.LevelCourse;
import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.InstrumentError;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Span;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Why;
import io.llmloadtest.model.Window;
import io.llmloadtest.verdict.CaseFile;
import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.Expectation;
import io.llmloadtest.verdict.Finding;
import io.llmloadtest.verdict.Limit;
import io.llmloadtest.verdict.Overall;
import io.llmloadtest.verdict.Reason;
import io.llmloadtest.verdict.Source;
import io.llmloadtest.verdict.Tolerances;
import io.llmloadtest.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Finished runs to make results of. */
final class Runs {

    static final Instant START = Instant.parse("2026-11-25T10:15:30.123456789Z");
    static final String CHAT = "/v1/chat/completions";

    private static final long MILLI = 1_000_000;

    private Runs() {
    }

    static RunOutcome of(Optional<Judgement> judgement, LevelOutcome... levels) {
        return new RunOutcome("2026-11-25T10-15-30Z-7f3a", RunStatus.COMPLETED, START, START.plusSeconds(61),
                new TargetFacts("http://localhost:8000", "tiny", Optional.of("vllm"), Optional.of("0.32.0")),
                Map.of("concurrency", List.of(1, 10)), Tolerances.DEFAULT, List.of(levels), judgement,
                Repetition.NONE, Optional.empty());
    }

    static LevelOutcome level(int index, Tally tally, Optional<Judgement> judgement) {
        return new LevelOutcome(OptionalInt.of(10), Optional.empty(), Optional.empty(), span(), tally,
                tally(GoodputLimits.NONE, completed(index, 0)),
                Optional.of(new InstrumentError(100, 40_000, 30_000, 20_000, 110_000, 400_000)),
                judgement, Optional.empty(), Optional.empty());
    }

    /** Two settings, three times over; each level a request longer than the one before, and the last cut short. */
    static RunOutcome repeated() {
        LevelOutcome[] levels = IntStream.range(0, 6).mapToObj(Runs::repeat).toArray(LevelOutcome[]::new);
        RunOutcome once = of(Optional.empty(), levels);
        return new RunOutcome(once.runId(), once.status(), once.startedAt(), once.completedAt(), once.target(),
                once.plan(), once.tolerances(), once.levels(), once.judgement(), new Repetition(2, 3),
                Optional.empty());
    }

    private static LevelOutcome repeat(int index) {
        return estimated(index, 60 + index);
    }

    /** A level of so many requests, with its intervals. */
    static LevelOutcome estimated(int index, int requests) {
        Account account = new Account(GoodputLimits.NONE);
        for (int i = 0; i < requests; i++) {
            account.add(completed(index, i));
        }
        Scope.Level scope = new Scope.Level(index);
        LevelOutcome plain = level(index, account.tally(scope), Optional.empty());
        PhaseNote phase = new PhaseNote(scope, 10, OptionalLong.empty(), 0, 1, span().measured(), span().active(),
                index == 5, Optional.empty());
        return new LevelOutcome(plain.concurrency(), plain.arrivals(), plain.issued(), plain.span(), plain.tally(),
                plain.warmUp(), plain.instrumentError(), plain.judgement(),
                Optional.of(LevelCourse.of(account, phase, Cuts.NONE)), Optional.empty());
    }

    static Span span() {
        Window window = new Window(Tick.ZERO, new Tick(20_000 * MILLI));
        return new Span(window, window, new Window(Tick.ZERO, new Tick(25_000 * MILLI)));
    }

    static Tally tally(GoodputLimits limits, RequestRecord... requests) {
        Tally tally = new Tally(limits);
        List.of(requests).forEach(tally::add);
        return tally;
    }

    static RequestRecord completed(int level, int ordinal) {
        long sent = ordinal * 10 * MILLI;
        ChunkTrain chunks = ChunkTrain.of(new long[]{sent + 20 * MILLI, sent + 30 * MILLI, sent + 40 * MILLI},
                new byte[]{1, 1, 1}, new int[0]);
        return request(level, ordinal, OptionalInt.of(200), chunks, sent + 40 * MILLI,
                Optional.of(new TokenCounts(7, 3, OptionalInt.empty())), new Outcome.Completed());
    }

    /** It thinks, answers after 30 ms, and tells that its last chunk brought two tokens. */
    static RequestRecord thinking(int level, int ordinal) {
        long sent = ordinal * 10 * MILLI;
        ChunkTrain chunks = ChunkTrain.of(new long[]{sent + 20 * MILLI, sent + 30 * MILLI, sent + 40 * MILLI},
                new byte[]{ChunkTrain.REASONING, ChunkTrain.CONTENT, ChunkTrain.CONTENT}, new int[]{1, 2, 4});
        return request(level, ordinal, OptionalInt.of(200), chunks, sent + 40 * MILLI,
                Optional.of(new TokenCounts(7, 4, OptionalInt.empty())), new Outcome.Completed());
    }

    static RequestRecord failed(int level, int ordinal, Outcome outcome) {
        return request(level, ordinal, OptionalInt.empty(), ChunkTrain.empty(), (ordinal * 10 + 60_000) * MILLI,
                Optional.empty(), outcome);
    }

    private static RequestRecord request(int level, int ordinal, OptionalInt status, ChunkTrain chunks, long ended,
            Optional<TokenCounts> usage, Outcome outcome) {
        Tick sent = new Tick(ordinal * 10 * MILLI);
        return new RequestRecord("id-" + ordinal, new Scope.Level(level), ordinal, CHAT, true,
                new Asked(OptionalInt.of(7), OptionalInt.of(3), 1), sent, sent, OptionalLong.empty(),
                Optional.of(sent), Optional.of(sent), status, chunks, new Tick(ended), usage, Optional.empty(),
                usage.isPresent() ? Map.of("length", 1) : Map.of(), true, OptionalInt.of(40_000), false, outcome);
    }

    static Judgement judgement(Tally tally, MetricsTestimony metrics, LogTestimony log, Verdict verdict) {
        CaseFile file = new CaseFile(verdict.scope(), span(),
                new Expectation(OptionalInt.of(10), OptionalLong.of(100), OptionalInt.of(7), OptionalInt.of(3), true,
                        true, 0, Reading.of(0.1), 10, false, Reading.of(0)),
                tally, new Tally(GoodputLimits.NONE), new Timeline(), metrics, log, ClockTrack.of(Tick.ZERO, START),
                Optional.empty());
        return new Judgement(file, verdict, Optional.of(Duration.ofMillis(4)), Optional.empty());
    }

    static Verdict verdict(Scope scope, Overall overall, List<Comparison> rows, Finding... findings) {
        return new Verdict(scope, overall, rows, List.of(findings), Verdict.Counts.EXACT, Verdict.Timings.EXPLAINED,
                List.of(), Map.of(Verdict.Latency.TTFT, Verdict.Mark.VERIFIED), false);
    }

    static Comparison row(Quantity quantity, Source source, Reading client, Reading server) {
        return row(quantity, source, client, server, new Reason.None());
    }

    static Comparison row(Quantity quantity, Source source, Reading client, Reading server, Reason reason) {
        Limit.Mode mode = quantity == Quantity.SERVER_ERRORS ? Limit.Mode.MUST_BE_ZERO : Limit.Mode.TWO_SIDED;
        return new Comparison(quantity, source, client, server, new Limit(0.05, 0, mode), reason);
    }

    static List<Comparison> agreeingRows() {
        return List.of(row(Quantity.REQUEST_COUNT, Source.PROMETHEUS, Reading.of(1000), Reading.of(1000)),
                row(Quantity.TOTAL_TOKENS, Source.PROMETHEUS, Reading.of(52_340), Reading.of(52_412)),
                row(Quantity.HTTP_200_COUNT, Source.DOCKER_LOG, Reading.of(1000), Reading.of(1000)),
                row(Quantity.AVG_THROUGHPUT, Source.DOCKER_LOG, Reading.of(917.3),
                        Reading.absent(Why.NO_WHOLE_WINDOW)),
                row(Quantity.SERVER_ERRORS, Source.DOCKER_LOG, Reading.absent(Why.NO_CLIENT_VALUE), Reading.of(0)));
    }

    static MetricsTestimony metrics() {
        TreeMap<Double, Double> buckets = new TreeMap<>(
                Map.of(0.001, 0.0, 0.02, 400.0, Double.POSITIVE_INFINITY, 1000.0));
        HistogramDelta ttft = new HistogramDelta(Reading.of(43.8), Reading.of(1000), buckets);
        ServerValues values = new ServerValues(START, Reading.of(5), Reading.of(50), ttft, Reading.of(0),
                Reading.of(0), Reading.of(0.023));
        ServerDelta delta = new ServerDelta(
                Map.of(Counter.SUCCEEDED_CHOICES, Reading.of(1000), Counter.GENERATION_TOKENS, Reading.of(52_412)),
                Map.of(Histogram.TTFT, ttft, Histogram.QUEUE, ttft), Map.of(), Reading.of(0), Map.of(),
                Semantics.UNKNOWN);
        return new MetricsTestimony(new MetricsAvailability.Available("http://localhost:8000/metrics", "vllm v1"),
                Optional.of(values), Optional.of(values), delta, new TreeSet<>(), List.of(), true, false, 0,
                Duration.ofMillis(4), Duration.ofMillis(1003));
    }

    static LogTestimony log(LogSource source) {
        return new LogTestimony(source, new LogAvailability.Legible("vllm"),
                new LogDigest(1234,
                        Map.of(new AccessKey("POST", CHAT, 200), 1000L, new AccessKey("POST", CHAT, 404), 2L,
                                new AccessKey("GET", "/health", 200), 9L),
                        true, true,
                        List.of(stats("0", 500, 90.1), stats("0", 700, 90.3), stats("1", 100, 50.3)),
                        List.of(new LogEvent(LogEvent.Level.WARNING, LogEvent.Kind.OTHER, "slow", 3, START, START,
                                false)),
                        0, Optional.of(START), Optional.of(START.plusSeconds(20)), 0),
                false, Duration.ofMillis(120));
    }

    private static StatsLine stats(String engine, double tokensPerSecond, double hits) {
        return new StatsLine(START, engine, 100, tokensPerSecond, OptionalDouble.of(10), OptionalDouble.empty(),
                OptionalDouble.of(2.3), OptionalDouble.of(hits), 10_000 * MILLI, false, true);
    }
}
