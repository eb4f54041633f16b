package io.llmloadtest.verdict;

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
import io.llmloadtest.evidence.metrics.HttpSeries;
import io.llmloadtest.evidence.metrics.Meaning;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.evidence.metrics.Semantics;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.evidence.metrics.ServerValues;
import io.llmloadtest.evidence.metrics.Watch;
import io.llmloadtest.evidence.traces.TraceTestimony;
import io.llmloadtest.ledger.RollCall;
import io.llmloadtest.ledger.Asked;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.ledger.Timeline;
import io.llmloadtest.ledger.TokenCounts;
import io.llmloadtest.model.ChunkTrain;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.InstrumentError;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.ServerTimes;
import io.llmloadtest.model.Span;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Why;
import io.llmloadtest.model.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * Case files in the making. A clean case is a healthy level: 400 streams, ten at once, of 50 prompt and 20 completion
 * tokens, with a server that saw exactly that. Everything added moves both sides as a real server would, or one side alone
 * where that is the fault.
 */
final class Cases {

    static final String CHAT = "/v1/chat/completions";
    static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
    static final int INPUT = 50;
    static final int OUTPUT = 20;
    static final long MS = 1_000_000;
    static final Semantics VLLM = new Semantics(Meaning.YES, Meaning.YES, Meaning.YES, Meaning.YES, Meaning.YES);

    /** How much later than the server the client sees a first token, and an end. */
    private static final double TTFT_GAP_MS = 3;
    private static final double E2E_GAP_MS = 2;

    Scope scope = new Scope.Level(0);
    Tally tally = new Tally(GoodputLimits.NONE);
    Tally warmUp = new Tally(GoodputLimits.NONE);
    final Timeline timeline = new Timeline();
    final Map<Counter, Double> counters = new EnumMap<>(Counter.class);
    final Map<Histogram, double[]> histograms = new EnumMap<>(Histogram.class);
    final Map<HttpSeries, Double> http = new HashMap<>();
    final Map<String, double[]> durations = new HashMap<>();
    final Map<AccessKey, Long> access = new HashMap<>();
    final List<LogEvent> events = new ArrayList<>();
    final List<Double> extraServerTokens = new ArrayList<>();
    Semantics semantics = VLLM;
    Expectation expectation = new Expectation(OptionalInt.of(10), OptionalLong.empty(), OptionalInt.of(INPUT),
            OptionalInt.of(OUTPUT), true, true, 12, Reading.of(0.2), 10, false, Reading.of(0));
    UnaryOperator<MetricsTestimony> metricsChange = UnaryOperator.identity();
    UnaryOperator<LogTestimony> logChange = UnaryOperator.identity();
    UnaryOperator<ServerDelta> deltaChange = UnaryOperator.identity();
    UnaryOperator<LogDigest> digestChange = UnaryOperator.identity();
    ClockTrack clocks = ClockTrack.of(Tick.ZERO, START);
    Optional<InstrumentError> late = Optional.empty();
    /** Who drove the load in our place. */
    Optional<AuditedTool> tool = Optional.empty();
    RollCall roll = RollCall.NONE;
    TraceTestimony traces = TraceTestimony.NOT_ASKED;
    /** What the answer of a request tells of the server's own time, by its place. */
    IntFunction<Optional<ServerTimes>> serverTimes = _ -> Optional.empty();
    int sent;
    long firstTokenMs = 50;
    /** Between two tokens. */
    long gapMs = 25;
    /** How many chunks arrive together. */
    int bunch = 1;
    int tokensPerChunk = 1;
    /** Whether the first token of a stream comes alone, and each chunk tells the tokens so far. */
    boolean tellsTokens;
    /** The part of its time at which each request was meant to go; below 1 sends fall behind. */
    double intendedShare = 1;
    boolean warmingUp;

    private Cases() {
        for (Counter counter : Counter.values()) {
            counters.put(counter, 0.0);
        }
        for (Histogram histogram : Histogram.values()) {
            histograms.put(histogram, new double[2]);
        }
        durations.put(CHAT, new double[2]);
    }

    static Cases empty() {
        return new Cases();
    }

    static Cases clean() {
        return new Cases().completed(400);
    }

    // What happened to our requests, and on the server

    Cases completed(int times) {
        for (int i = 0; i < times; i++) {
            answered(true, 1);
        }
        return this;
    }

    Cases severalChoices(int times, int choices) {
        for (int i = 0; i < times; i++) {
            answered(true, choices);
        }
        return this;
    }

    /** Answered by somebody else: the server knows nothing of it. */
    Cases answeredElsewhere(int times) {
        for (int i = 0; i < times; i++) {
            answered(false, 1);
        }
        return this;
    }

    /** Failed after its head; the server made {@code made} tokens for it and dropped it. */
    Cases aborted(int times, Outcome outcome, int visible, int made) {
        for (int i = 0; i < times; i++) {
            RequestRecord request = request(outcome, OptionalInt.of(200), visible, Optional.empty(), 1, Map.of());
            add(request);
            serverBegins(request, 1, made);
            serverHttp("2xx", 200, request);
        }
        return this;
    }

    /** Broken off by the server after {@code visible} tokens, and taken for a success by who counts. */
    Cases brokenAndTakenForSuccess(int times, int visible) {
        for (int i = 0; i < times; i++) {
            RequestRecord request = request(new Outcome.Completed(), OptionalInt.of(200), visible,
                    Optional.of(new TokenCounts(INPUT, visible, OptionalInt.empty())), 1, Map.of());
            add(request);
            serverBegins(request, 1, visible);
            serverHttp("2xx", 200, request);
        }
        return this;
    }

    /** The load was another tool's. */
    Cases by(AuditedTool other) {
        tool = Optional.of(other);
        return this;
    }

    /** Failed after its head, although the server finished it. */
    Cases lost(int times, Outcome outcome, int visible) {
        for (int i = 0; i < times; i++) {
            RequestRecord request = request(outcome, OptionalInt.of(200), visible, Optional.empty(), 1, Map.of());
            add(request);
            serverBegins(request, 1, OUTPUT);
            serverFinishes(request, 1, OUTPUT);
            serverHttp("2xx", 200, request);
        }
        return this;
    }

    /** Failed without a head; the server made {@code made} tokens and counted it if {@code counted}. */
    Cases headless(int times, Outcome outcome, boolean counted, int made) {
        for (int i = 0; i < times; i++) {
            RequestRecord request = request(outcome, OptionalInt.empty(), 0, Optional.empty(), 1, Map.of());
            add(request);
            if (made > 0) {
                serverBegins(request, 1, made);
            }
            if (counted) {
                serverHttp("2xx", 200, request);
            }
        }
        return this;
    }

    /** Refused by the server with a status; unless {@code seen}, by something in front of it. */
    Cases refused(int times, int status, boolean seen) {
        for (int i = 0; i < times; i++) {
            RequestRecord request = request(new Outcome.HttpError(status, "no"), OptionalInt.of(status), 0,
                    Optional.empty(), 1, Map.of());
            add(request);
            if (seen && status != 401) {
                serverHttp(status / 100 + "xx", status, request);
            } else if (seen) {
                access.merge(new AccessKey("POST", CHAT, status), 1L, Long::sum);
            }
        }
        return this;
    }

    Cases notConnected(int times, boolean tls) {
        for (int i = 0; i < times; i++) {
            add(request(new Outcome.NotConnected(tls, "refused"), OptionalInt.empty(), 0, Optional.empty(), 1,
                    Map.of()));
        }
        return this;
    }

    /** A stream that ended well without usage. */
    Cases withoutUsage(int times) {
        for (int i = 0; i < times; i++) {
            RequestRecord request = request(new Outcome.Completed(), OptionalInt.of(200), OUTPUT, Optional.empty(), 1,
                    Map.of("length", 1));
            add(request);
            serverBegins(request, 1, OUTPUT);
            serverFinishes(request, 1, OUTPUT);
            serverHttp("2xx", 200, request);
        }
        return this;
    }

    /** An answer of another length than asked. */
    Cases ofLength(int times, int tokens) {
        for (int i = 0; i < times; i++) {
            RequestRecord request = request(new Outcome.Completed(), OptionalInt.of(200), tokens,
                    Optional.of(new TokenCounts(INPUT, tokens, OptionalInt.empty())), 1, Map.of("stop", 1));
            add(request);
            serverBegins(request, 1, tokens);
            serverFinishes(request, 1, tokens);
            serverHttp("2xx", 200, request);
        }
        return this;
    }

    /** Others' requests, finished on the server inside the evidence. */
    Cases foreign(int times) {
        for (int i = 0; i < times; i++) {
            foreignWork(OUTPUT, OUTPUT, 1);
            http.merge(new HttpSeries(CHAT, "2xx"), 1.0, Double::sum);
            access.merge(new AccessKey("POST", CHAT, 200), 1L, Long::sum);
            durations.computeIfAbsent(CHAT, _ -> new double[2])[1]++;
        }
        return this;
    }

    Cases foreignOn(String path, int times) {
        for (int i = 0; i < times; i++) {
            foreignWork(OUTPUT, OUTPUT, 1);
            http.merge(new HttpSeries(path, "2xx"), 1.0, Double::sum);
            access.merge(new AccessKey("POST", path, 200), 1L, Long::sum);
        }
        return this;
    }

    Cases foreignWork(int made, int finished, int choices) {
        move(Counter.GENERATION_TOKENS, made);
        move(Counter.PROMPT_TOKENS, INPUT);
        move(Counter.SUCCEEDED_CHOICES, choices);
        observe(Histogram.TTFT, 0.05);
        for (int token = 1; token < made; token++) {
            observe(Histogram.ITL, gapMs / 1e3);
        }
        if (choices > 0) {
            observe(Histogram.REQUEST_GENERATION_TOKENS, finished);
            observe(Histogram.REQUEST_PROMPT_TOKENS, INPUT);
            observe(Histogram.E2E, 0.5);
            stages(0.05, made);
        }
        return this;
    }

    Cases move(Counter counter, double by) {
        counters.merge(counter, by, Double::sum);
        return this;
    }

    Cases observe(Histogram histogram, double value) {
        slot(histogram)[0] += value;
        slot(histogram)[1]++;
        return this;
    }

    Cases http(String path, String statusClass, double by) {
        http.merge(new HttpSeries(path, statusClass), by, Double::sum);
        return this;
    }

    Cases access(int status, long by) {
        access.merge(new AccessKey("POST", CHAT, status), by, Long::sum);
        return this;
    }

    Cases event(LogEvent.Level level, LogEvent.Kind kind, String message, long count) {
        events.add(new LogEvent(level, kind, message, count, START.plusSeconds(1), START.plusSeconds(2), false));
        return this;
    }

    /** Tokens that an engine's line has beyond what the client saw. */
    Cases throughputBeyond(double tokens) {
        extraServerTokens.add(tokens);
        return this;
    }

    // What the judge is told

    Cases expecting(UnaryOperator<Expectation> change) {
        expectation = change.apply(expectation);
        return this;
    }

    Cases metrics(UnaryOperator<MetricsTestimony> change) {
        UnaryOperator<MetricsTestimony> before = metricsChange;
        metricsChange = metrics -> change.apply(before.apply(metrics));
        return this;
    }

    Cases delta(UnaryOperator<ServerDelta> change) {
        UnaryOperator<ServerDelta> before = deltaChange;
        deltaChange = delta -> change.apply(before.apply(delta));
        return this;
    }

    Cases log(UnaryOperator<LogTestimony> change) {
        UnaryOperator<LogTestimony> before = logChange;
        logChange = log -> change.apply(before.apply(log));
        return this;
    }

    Cases digest(UnaryOperator<LogDigest> change) {
        UnaryOperator<LogDigest> before = digestChange;
        digestChange = digest -> change.apply(before.apply(digest));
        return this;
    }

    /** What the metrics showed between the ends. */
    Cases watched(UnaryOperator<Watch> change) {
        return metrics(m -> new MetricsTestimony(m.availability(), m.before(), m.after(), m.delta(),
                m.missingFamilies(), m.resets(), m.settled(), m.stuckRunning(), m.badLines(), m.slowestScrape(),
                m.settling(), change.apply(m.watch())));
    }

    /** How late the client was: always the same. */
    Cases late(double millis) {
        long nanos = Math.round(millis * 1e6);
        late = Optional.of(new InstrumentError(1000, nanos, 0, nanos, nanos, nanos));
        return this;
    }

    /** The kernel stamps arrivals; the loop is late all the same. */
    Cases lateWithKernelStamps(double millis) {
        long nanos = Math.round(millis * 1e6);
        late = Optional.of(new InstrumentError(1000, nanos, 0, nanos, nanos, nanos, false));
        return this;
    }

    Cases at(Scope where) {
        scope = where;
        return this;
    }

    /** What is added from here on belongs to the warm-up. */
    Cases warmingUp() {
        warmingUp = true;
        return this;
    }

    /** What is added from here on belongs to the levels. */
    Cases inLevels() {
        warmingUp = false;
        return this;
    }

    Cases noHttpMetrics() {
        return delta(delta -> new ServerDelta(delta.counters(), delta.histograms(), Map.of(),
                Reading.absent(Why.FAMILY_MISSING), Map.of(), delta.semantics()));
    }

    Cases noLog() {
        return log(_ -> LogTestimony.notAsked());
    }

    Cases noMetrics() {
        return metrics(_ -> MetricsTestimony.notAsked());
    }

    /** A server that does not count finished work apart. */
    Cases noFinishedTokens() {
        return delta(delta -> {
            Map<Histogram, HistogramDelta> kept = new EnumMap<>(delta.histograms());
            HistogramDelta absent = HistogramDelta.absent(new Reading.Absent(Why.FAMILY_MISSING, Map.of()));
            kept.put(Histogram.REQUEST_GENERATION_TOKENS, absent);
            kept.put(Histogram.REQUEST_PROMPT_TOKENS, absent);
            return new ServerDelta(delta.counters(), kept, delta.httpRequests(), delta.httpKnown(),
                    delta.httpDurations(), delta.semantics());
        });
    }

    CaseFile file() {
        Window evidence = new Window(new Tick(-1000 * MS), new Tick(endMs() * MS + 2000 * MS));
        Window active = new Window(Tick.ZERO, new Tick(Math.max(1, endMs()) * MS));
        return new CaseFile(scope, new Span(active, active, evidence), expectation, tally, warmUp, timeline,
                metricsChange.apply(metrics()), logChange.apply(log()), clocks, roll,
                traces, late, tool);
    }

    Verdict judge() {
        return Judge.judge(file(), Tolerances.DEFAULT);
    }

    // How it is made

    private void answered(boolean seen, int choices) {
        RequestRecord request = request(new Outcome.Completed(), OptionalInt.of(200), OUTPUT * choices,
                Optional.of(new TokenCounts(INPUT, OUTPUT * choices, OptionalInt.empty())), choices,
                Map.of("length", choices));
        add(request);
        if (seen) {
            serverBegins(request, choices, OUTPUT);
            serverFinishes(request, choices, OUTPUT);
            serverHttp("2xx", 200, request);
        }
    }

    private void serverBegins(RequestRecord request, int choices, int tokens) {
        for (int i = 0; i < choices; i++) {
            move(Counter.GENERATION_TOKENS, tokens);
            move(Counter.PROMPT_TOKENS, INPUT);
            if (tokens > 0) {
                double client = request.ttftNanos().orElse(firstTokenMs * MS) / 1e9;
                observe(Histogram.TTFT, client - TTFT_GAP_MS / 1e3);
            }
            for (int token = 1; token < tokens; token++) {
                observe(Histogram.ITL, gapMs / 1e3);
            }
        }
    }

    private void serverFinishes(RequestRecord request, int choices, int tokens) {
        for (int i = 0; i < choices; i++) {
            move(Counter.SUCCEEDED_CHOICES, 1);
            observe(Histogram.REQUEST_GENERATION_TOKENS, tokens);
            observe(Histogram.REQUEST_PROMPT_TOKENS, INPUT);
            observe(Histogram.E2E, request.e2eNanos() / 1e9 - E2E_GAP_MS / 1e3 - 0.001);
            stages(firstTokenMs / 1e3, tokens);
        }
    }

    private void stages(double firstTokenSeconds, int tokens) {
        observe(Histogram.QUEUE, 0.2 * firstTokenSeconds);
        observe(Histogram.PREFILL, 0.6 * firstTokenSeconds);
        observe(Histogram.DECODE, gapMs / 1e3 * Math.max(0, tokens - 1));
        observe(Histogram.TPOT, tokens > 1 ? gapMs / 1e3 : 0);
    }

    private void serverHttp(String statusClass, int status, RequestRecord request) {
        http.merge(new HttpSeries(CHAT, statusClass), 1.0, Double::sum);
        access.merge(new AccessKey("POST", CHAT, status), 1L, Long::sum);
        double[] duration = durations.computeIfAbsent(CHAT, _ -> new double[2]);
        duration[0] += request.e2eNanos() / 1e9 - E2E_GAP_MS / 1e3;
        duration[1]++;
    }

    private void add(RequestRecord request) {
        (warmingUp ? warmUp : tally).add(request);
        timeline.add(request);
        sent++;
    }

    /** Ten at once, 600 ms apart; the first token after 50 ms, the others 25 ms apart. */
    private RequestRecord request(Outcome outcome, OptionalInt status, int visible, Optional<TokenCounts> usage,
            int choices, Map<String, Integer> reasons) {
        long start = sent / 10 * 600L * MS + sent % 10 * MS;
        int chunks = tellsTokens && visible > 0
                ? 1 + (visible - 1 + tokensPerChunk - 1) / tokensPerChunk
                : visible / tokensPerChunk;
        long[] nanos = new long[chunks];
        byte[] flags = new byte[chunks];
        int[] tokens = new int[chunks];
        for (int i = 0; i < chunks; i++) {
            tokens[i] = tokensAfter(i, visible);
            long last = tellsTokens ? tokens[i] - 1 : lastTokenOfBunch(i / choices, chunks / choices);
            nanos[i] = start + (firstTokenMs + last * gapMs) * MS;
            boolean together = bunch > 1 && i > 0 && nanos[i] == nanos[i - 1];
            flags[i] = (byte) (together ? ChunkTrain.CONTENT | ChunkTrain.SHARED_READ : ChunkTrain.CONTENT);
        }
        long end = visible == 0 ? start + 30 * MS : nanos[chunks - 1] + MS;
        boolean completed = outcome instanceof Outcome.Completed;
        Scope where = warmingUp ? new Scope.WarmUp(0) : scope instanceof Scope.Run ? new Scope.Level(0) : scope;
        return new RequestRecord("t-" + sent, where, sent, CHAT, true,
                new Asked(OptionalInt.of(INPUT), OptionalInt.of(OUTPUT), choices),
                new Tick(Math.round(start * intendedShare)), new Tick(start),
                OptionalLong.empty(), Optional.of(new Tick(start)),
                status.isPresent() ? Optional.of(new Tick(start + 20 * MS)) : Optional.empty(), status,
                ChunkTrain.of(nanos, flags, tellsTokens ? tokens : new int[0]), new Tick(end), usage,
                serverTimes.apply(sent), reasons, completed,
                OptionalInt.empty(), false, outcome);
    }

    private int tokensAfter(int chunk, int visible) {
        return Math.min(visible, 1 + chunk * tokensPerChunk);
    }

    /** What comes together comes when its last token is made. */
    private long lastTokenOfBunch(int chunk, int chunks) {
        return (long) Math.min(chunks, (chunk / bunch + 1) * bunch) * tokensPerChunk - 1;
    }

    private long endMs() {
        return (sent + 9) / 10 * 600L;
    }

    private double[] slot(Histogram histogram) {
        return histograms.computeIfAbsent(histogram, _ -> new double[2]);
    }

    private MetricsTestimony metrics() {
        Map<Counter, Reading> readings = new EnumMap<>(Counter.class);
        counters.forEach((counter, moved) -> readings.put(counter, Reading.of(moved)));
        Map<Histogram, HistogramDelta> shapes = new EnumMap<>(Histogram.class);
        histograms.forEach((histogram, moved) -> shapes.put(histogram, histogram(moved)));
        Map<String, HistogramDelta> timed = new HashMap<>();
        durations.forEach((path, moved) -> timed.put(path, histogram(moved)));
        ServerDelta delta = new ServerDelta(readings, shapes, http, Reading.of(0), timed, semantics);
        return new MetricsTestimony(new MetricsAvailability.Available("http://127.0.0.1:8000/metrics", "vLLM V1"),
                Optional.of(values(0)), Optional.of(values(0)), deltaChange.apply(delta), new TreeSet<>(), List.of(),
                true, false, 0, Duration.ofMillis(5), Duration.ofMillis(1000));
    }

    static ServerValues values(double running) {
        return new ServerValues(START, Reading.of(0), Reading.of(0), histogram(new double[2]), Reading.of(running),
                Reading.of(0), Reading.of(0));
    }

    private static HistogramDelta histogram(double[] moved) {
        return new HistogramDelta(Reading.of(moved[0]), Reading.of(moved[1]), new TreeMap<>());
    }

    private LogTestimony log() {
        LogDigest digest = new LogDigest(1000, access, true, true, stats(), events, 0, Optional.of(START),
                Optional.of(START.plusSeconds(60)), 0);
        return new LogTestimony(LogSource.DOCKER_LOG, new LogAvailability.Legible("vllm"),
                digestChange.apply(digest), false, Duration.ofMillis(100));
    }

    /** A line every ten seconds from 9.2 s on; the engine makes a token 2 ms before the client has it. */
    private List<StatsLine> stats() {
        List<StatsLine> lines = new ArrayList<>();
        double extra = extraServerTokens.stream().mapToDouble(Double::doubleValue).sum();
        for (long at = 9200; at < endMs() + 20_000; at += 10_000) {
            Window window = new Window(new Tick((at - 10_000 + 2) * MS), new Tick((at + 2) * MS));
            double tokens = timeline.outputTokens(window) + (lines.isEmpty() ? extra : 0);
            lines.add(stats("0", at, tokens / 10));
        }
        return lines;
    }

    static StatsLine stats(String engine, long atMs, double rate) {
        return new StatsLine(START.plusMillis(atMs), engine, 0, Math.round(rate * 10) / 10.0, OptionalDouble.of(10),
                OptionalDouble.of(0), OptionalDouble.of(30), OptionalDouble.of(0), 10_000 * MS, false, true);
    }
}
