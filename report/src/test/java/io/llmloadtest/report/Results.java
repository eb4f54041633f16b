package io.llmloadtest.report;

import io.llmloadtest.store.ComparisonView;
import io.llmloadtest.store.ComparisonView.ReasonView;
import io.llmloadtest.store.DockerMetricsView;
import io.llmloadtest.store.FindingView;
import io.llmloadtest.store.GroupsView;
import io.llmloadtest.store.GroupsView.GroupView;
import io.llmloadtest.store.GroupsView.ModelView;
import io.llmloadtest.store.GroupsView.SpreadView;
import io.llmloadtest.store.GroupsView.TurnView;
import io.llmloadtest.store.InstrumentView;
import io.llmloadtest.store.InstrumentView.PausesView;
import io.llmloadtest.store.LatencyView;
import io.llmloadtest.store.LatencyView.CensoredView;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.LevelView.GoodputView;
import io.llmloadtest.store.LevelView.InstrumentErrorView;
import io.llmloadtest.store.LevelView.MessageView;
import io.llmloadtest.store.LevelView.SpanView;
import io.llmloadtest.store.LevelView.WarmUpView;
import io.llmloadtest.store.LevelView.WindowView;
import io.llmloadtest.store.RepeatedView;
import io.llmloadtest.store.RepeatedView.BetweenView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.SearchView;
import io.llmloadtest.store.SearchView.EdgeView;
import io.llmloadtest.store.SearchView.ReplicasView;
import io.llmloadtest.store.SearchView.StepView;
import io.llmloadtest.store.SloView;
import io.llmloadtest.store.SloView.ObjectiveView;
import io.llmloadtest.store.StatisticsView;
import io.llmloadtest.store.StatisticsView.EstimateView;
import io.llmloadtest.store.StatisticsView.FiguresView;
import io.llmloadtest.store.StatisticsView.MethodView;
import io.llmloadtest.store.StatisticsView.SteadyView;
import io.llmloadtest.store.TargetView;
import io.llmloadtest.store.ValidationView;
import io.llmloadtest.store.ValidationView.DockerLogView;
import io.llmloadtest.store.ValidationView.PrometheusView;
import io.llmloadtest.store.ValidationView.TimingsView;
import io.llmloadtest.store.ValidationView.TolerancesView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.OptionalLong;

/** Results to render, one of each kind. */
public final class Results {

    private static final Instant START = Instant.parse("2026-11-25T10:15:30.123456789Z");
    private static final OptionalDouble NONE = OptionalDouble.empty();
    private static final MethodView METHOD = new MethodView(0.95, "batch_means", "block_bootstrap", 1, 2000);

    private Results() {
    }

    /** One level, all agree: the sample of the requirements. */
    public static ResultDocument passed() {
        List<ComparisonView> metrics = List.of(row("Request Count", "prometheus", 1000, 1000, "PASS"),
                row("Avg TTFT (ms)", "prometheus", 45.2, 43.8, "PASS"),
                row("Total Tokens", "prometheus", 52_340, 52_412, "PASS",
                        new ReasonView("explained", Optional.empty(), List.of("foreign-traffic"), Map.of())),
                row("Prompt Tokens", "prometheus", 128_000, 128_000, "PASS"),
                row("HTTP Requests", "prometheus", 1000, 1000, "PASS"),
                row("Avg E2E (ms)", "prometheus", 1021.7, 1018.2, "PASS"),
                row("HTTP Errors (metrics)", "prometheus", 0, 0, "PASS"));
        ValidationView validation = validation("PASSED", metrics, logRows(), log(0.023 * 100, 90.1), List.of(
                finding("foreign-traffic", "info", Map.of("requests", 2.0, "tokens", 72.0), List.of(0)),
                finding("ttft-gap", "info", Map.of("client_ms", 45.2, "server_ms", 43.8, "gap_ms", 1.4, "write_ms",
                        0.1, "api_server_ms", 1.2, "rest_ms", 0.1, "allowance_ms", 10.0), List.of(0))),
                "within_tolerance", "explained", List.of());
        return document("completed", List.of(level(0, 10, 1000, Map.of(), List.of(), Map.of(),
                Optional.of(validation))), Optional.of(validation));
    }

    /** Two levels, errors, time-outs, a goodput limit, a warning at one of the levels. */
    public static ResultDocument warned() {
        Map<String, Long> errors = new LinkedHashMap<>(Map.of("timeout", 21L));
        errors.put("http_status", 3L);
        List<MessageView> messages = List.of(new MessageView("timed out waiting for first token", 21),
                new MessageView("HTTP 503: no healthy upstream\u001b[2J\r\n<html>" + "x".repeat(90), 3));
        ReasonView lost = new ReasonView("explained", Optional.empty(), List.of("work-aborted", "foreign-traffic"),
                Map.of());
        ReasonView aborted = new ReasonView("not_compared", Optional.of("aborted-inside"), List.of(), Map.of());
        List<ComparisonView> metrics = List.of(row("Request Count", "prometheus", 976, 1007, "PASS", lost),
                skip("Avg TTFT (ms)", "prometheus", 45.2, aborted),
                row("Total Tokens", "prometheus", 46_848, 50_112, "WARN", lost),
                skip("Avg E2E (ms)", "prometheus", 980.5, aborted));
        List<ComparisonView> log = List.of(row("HTTP 200 Count", "docker_log", 997, 997, "PASS"),
                row("Avg Throughput", "docker_log", 917.3, 1042.0, "WARN", lost),
                row("HTTP Errors", "docker_log", 3, 3, "PASS"), new ComparisonView("Server Errors", NONE,
                        OptionalDouble.of(2), NONE, "WARN", Optional.of(false), 0, 0, "docker_log", Optional.empty(),
                        Optional.empty()));
        List<FindingView> findings = List.of(
                finding("work-aborted", "warning", Map.of("requests", 21.0, "tokens", 504.0, "visible_tokens", 0.0,
                        "timeouts", 21.0, "cancelled", 0.0), List.of(1)),
                finding("foreign-traffic", "warning", Map.of("requests", 31.0, "tokens", 2760.0), List.of(0, 1)),
                finding("server-errors", "warning", Map.of("events", 2.0, "ours", 0.0, "seen_before", 0.0, "messages",
                        List.of("2 x EngineCore: CUDA out of memory"), "kinds", List.of("out_of_memory")), List.of(1)),
                finding("preemptions", "info", Map.of("count", 4.0), List.of(1)));
        ValidationView clean = validation("PASSED", metrics.subList(0, 1), log.subList(0, 1), log(2.3, 0), List.of(),
                "within_tolerance", "not_checked", List.of());
        ValidationView bad = validation("WARNING", metrics, log, log(97.5, 0.2), findings, "differ", "not_checked",
                List.of("work-aborted", "server-errors"));
        return document("completed",
                List.of(level(0, 1, 200, Map.of(), List.of(), Map.of("ttft", 500.0), Optional.of(clean)),
                        level(1, 50, 776, errors, messages, Map.of("ttft", 500.0), Optional.of(bad))),
                Optional.of(bad));
    }

    /** Nothing to compare with. */
    public static ResultDocument unverified() {
        ReasonView none = new ReasonView("not_compared", Optional.of("no-metrics"), List.of(), Map.of());
        ReasonView noLog = new ReasonView("not_compared", Optional.of("no-log"), List.of(), Map.of());
        List<ComparisonView> metrics = List.of(skip("Request Count", "prometheus", 1000, none),
                skip("Avg TTFT (ms)", "prometheus", 45.2, none), skip("Total Tokens", "prometheus", 52_340, none));
        List<ComparisonView> log = List.of(skip("HTTP 200 Count", "docker_log", 1000, noLog),
                skip("Avg Throughput", "docker_log", 917.3, noLog));
        ValidationView validation = validation("UNVERIFIED", metrics, log, Optional.empty(), List.of(
                finding("metrics-unavailable", "info",
                        Map.of("url", "http://localhost:8000/metrics", "problem", "not_found", "detail", "404"),
                        List.of(0)),
                finding("log-unavailable", "info", Map.of("name", "vllm", "problem", "no_such_container"), List.of(0))),
                "not_checked", "not_checked", List.of());
        return document("completed",
                List.of(level(0, 10, 1000, Map.of(), List.of(), Map.of(), Optional.of(validation))),
                Optional.of(validation));
    }

    /** Cut short. */
    public static ResultDocument interrupted() {
        ValidationView validation = validation("WARNING",
                List.of(row("Request Count", "prometheus", 412, 412, "PASS")), List.of(), Optional.empty(),
                List.of(finding("load-interrupted", "warning",
                        Map.of("requests", 420.0, "planned", 1000.0, "missing", 580.0), List.of(0))),
                "exact", "not_checked", List.of("load-interrupted"));
        ValidationView withoutLog = new ValidationView(validation.overall(), validation.overallPassed(),
                validation.passed(), validation.checksMade(), validation.checksPossible(), validation.counts(),
                validation.timings(), validation.load(), validation.loadFindings(), validation.tolerance(),
                validation.tolerances(), true, false, validation.prometheusValid(), Optional.empty(), Optional.empty(),
                validation.prometheusValidation(), Optional.empty(), validation.comparisons(), validation.findings(),
                validation.warnings(), validation.percentileBounds(), validation.timingsMs(), Optional.empty(),
                Optional.empty(), validation.beyondAccepted());
        return document("interrupted", List.of(level(0, 10, 412, Map.of("cancelled", 8L),
                List.of(new MessageView("cancelled", 8)), Map.of(), Optional.of(withoutLog))),
                Optional.of(withoutLog));
    }

    /** Conversations with a model and its adapter; the server says what it found in its cache. */
    public static ResultDocument conversations() {
        GroupsView groups = new GroupsView(
                List.of(new ModelView("Qwen/Qwen3-8B", group(750, 0, OptionalLong.of(200_000))),
                        new ModelView("sql-adapter", group(250, 10, OptionalLong.of(71_000)))),
                List.of(new TurnView(1, group(520, 0, OptionalLong.empty())),
                        new TurnView(2, group(480, 10, OptionalLong.of(271_000)))));
        LevelView level = level(0, 10, 990, Map.of("truncated", 10L), List.of(), Map.of(), Optional.empty());
        LevelView grouped = new LevelView(level.level(), level.concurrency(), level.requestRate(),
                level.totalRequests(), level.successfulRequests(), level.failedRequests(), level.errors(),
                level.errorMessages(), level.finishReasons(), level.durationSeconds(), level.throughputTokensPerSec(),
                level.requestRatePerSec(), level.totalInputTokens(), level.totalOutputTokens(),
                level.tokensEstimated(), level.ttftMs(), level.ttfoMs(), level.itlMs(), level.itlUnit(), level.iclMs(),
                level.tpotMs(), level.e2eLatencyMs(), level.goodput(), level.instrumentErrorMs(), level.instrument(),
                Optional.of(groups), level.arrivals(), level.warmUp(),
                level.span(), level.statistics(), level.slo(), level.validation());
        return document("completed", Map.of("turns", "2", "think_time", "uniform:1s-5s", "history",
                "server", "prompt_fingerprint", "288f88d6a3ccc9d6"), List.of(grouped), Optional.empty());
    }

    private static GroupView group(long sent, long failed, OptionalLong cached) {
        SpreadView spread = new SpreadView(OptionalDouble.of(45.2), OptionalDouble.of(61.25));
        return new GroupView(sent, sent - failed, failed, 612 * (sent - failed), 52 * (sent - failed), cached, spread,
                spread, spread);
    }

    /** Not validated on purpose. */
    public static ResultDocument skipped() {
        return document("completed", List.of(level(0, 10, 1000, Map.of(), List.of(), Map.of(), Optional.empty())),
                Optional.empty());
    }

    /** Listed levels held against objectives. */
    public static ResultDocument slo() {
        return document("completed", List.of(
                level(0, 8, slo("met", "ttft.p95<500",
                        objective("ttft.p95<500", OptionalDouble.of(312.4), "met", Optional.empty()),
                        objective("goodput>0.95", OptionalDouble.of(0.998), "met", Optional.empty()))),
                level(1, 16, slo("missed", "goodput>0.95",
                        objective("ttft.p95<500", OptionalDouble.of(61_000), "missed", Optional.empty()),
                        objective("goodput>0.95", OptionalDouble.of(0.4), "missed", Optional.empty()))),
                level(2, 32, new SloView("cannot_tell", List.of(
                        objective("ttft.p99<500", NONE, "cannot_tell", Optional.of("too_few")),
                        new ObjectiveView("e2e.mean<20000", OptionalDouble.of(11_000), true, "cannot_tell",
                                Optional.of("timed_out"))),
                        "ttft.p99<500", List.of("client-saturated", "unverified")))),
                Optional.empty());
    }

    /** A search that found both edges. */
    public static ResultDocument searched() {
        List<LevelView> levels = new ArrayList<>();
        List<StepView> steps = new ArrayList<>();
        int[] settings = {1, 2, 4, 3, 3, 4};
        for (int i = 0; i < settings.length; i++) {
            String outcome = settings[i] < 4 ? "met" : "missed";
            levels.add(level(i, settings[i], slo(outcome, "ttft.p95<500", objective("ttft.p95<500",
                    OptionalDouble.of(settings[i] * 140.0), outcome, Optional.empty()))));
            steps.add(new StepView(i, settings[i], i == 0 ? "first" : "doubled", outcome));
        }
        return search(levels, new SearchView("concurrency", 1, 64, 0.1, 3, steps, "found", Optional.empty(),
                Optional.of(new EdgeView(3, "met", 2, 2, List.of(3, 4), OptionalDouble.of(12.3),
                        OptionalDouble.of(1577.2))),
                Optional.of(new EdgeView(4, "missed", 2, 2, List.of(2, 5), OptionalDouble.of(13),
                        OptionalDouble.of(1600))),
                Optional.of(new ReplicasView(100, 0.2, 12.3, 10))));
    }

    /** A search in which nothing met. */
    public static ResultDocument searchedInVain() {
        LevelView level = level(0, 1, slo("missed", "ttft.p95<5",
                objective("ttft.p95<5", OptionalDouble.of(140), "missed", Optional.empty())));
        return search(List.of(level), new SearchView("rate", 0.5, 50, 0.1, 1,
                List.of(new StepView(0, 0.5, "first", "missed")), "none_met", Optional.empty(), Optional.empty(),
                Optional.of(new EdgeView(0.5, "missed", 1, 1, List.of(0), OptionalDouble.of(0.48),
                        OptionalDouble.of(60))),
                Optional.empty()));
    }

    private static ResultDocument search(List<LevelView> levels, SearchView search) {
        ResultDocument listed = document("completed", levels, Optional.empty());
        return new ResultDocument(listed.schemaVersion(), listed.runId(), listed.status(), listed.startedAt(),
                listed.completedAt(), listed.durationSeconds(), listed.target(),
                Map.of("search", Map.of("peak_rate", 100)), levels, List.of(), Optional.empty(),
                Optional.of(search));
    }

    private static SloView slo(String outcome, String decidedBy, ObjectiveView... objectives) {
        return new SloView(outcome, List.of(objectives), decidedBy, List.of());
    }

    private static ObjectiveView objective(String text, OptionalDouble value, String outcome,
            Optional<String> unknown) {
        return new ObjectiveView(text, value, false, outcome, unknown);
    }

    private static LevelView level(int index, int concurrency, SloView slo) {
        return level(index, concurrency, 100, Map.of(), List.of(), Map.of(), Optional.empty(), Optional.of(slo),
                Optional.empty());
    }

    /** A level that was asked for the tokens of its chunks and told them, one that was not told them. */
    public static ResultDocument tokensPerChunk() {
        LevelView plain = level(0, 10, 1000, Map.of(), List.of(), Map.of(), Optional.empty());
        LevelView told = new LevelView(1, plain.concurrency(), plain.requestRate(), plain.totalRequests(),
                plain.successfulRequests(), plain.failedRequests(), plain.errors(), plain.errorMessages(),
                plain.finishReasons(), plain.durationSeconds(), plain.throughputTokensPerSec(),
                plain.requestRatePerSec(), plain.totalInputTokens(), plain.totalOutputTokens(), 0, plain.ttftMs(),
                Optional.of(latency(990, 312.4, 9.7, Optional.empty(), "client_only")), plain.itlMs(),
                Optional.of("token"), Optional.of(latency(10_400, 92.1, 1.6, Optional.empty(), "client_only")),
                plain.tpotMs(), plain.e2eLatencyMs(), plain.goodput(), plain.instrumentErrorMs(), plain.instrument(),
                plain.groups(), plain.arrivals(),
                plain.warmUp(), plain.span(), plain.statistics(), plain.slo(), plain.validation());
        ResultDocument document = document("completed", List.of(plain, told), Optional.empty());
        return new ResultDocument(document.schemaVersion(), document.runId(), document.status(),
                document.startedAt(), document.completedAt(), document.durationSeconds(), document.target(),
                Map.of("tokens_per_chunk", "usage"), document.results(), List.of(), document.validation(),
                document.search());
    }

    /** With the intervals and the steady part of its only level. */
    public static ResultDocument estimated() {
        StatisticsView statistics = new StatisticsView(0, 1, METHOD, Optional.of(figures(0, 1000)),
                new SteadyView(true, "ttft_settled", Optional.of(figures(3.2, 841))));
        return document("completed", List.of(level(0, 10, 1000, Map.of(), List.of(), Map.of(),
                Optional.of(statistics), Optional.empty(), Optional.empty())), Optional.empty());
    }

    /** So many requests that not every latency is kept: percentiles, intervals and the steady part are not exact any more. */
    public static ResultDocument manyRequests() {
        StatisticsView statistics = new StatisticsView(0, 1, METHOD,
                Optional.of(figures(0, 200_000, OptionalInt.of(4))),
                new SteadyView(true, "ttft_settled", Optional.of(figures(3.2, 168_200, OptionalInt.of(4)))));
        LevelView plain = level(0, 10, 200_000, Map.of(), List.of(), Map.of(), Optional.of(statistics),
                Optional.empty(), Optional.empty());
        LevelView many = new LevelView(0, plain.concurrency(), plain.requestRate(), plain.totalRequests(),
                plain.successfulRequests(), plain.failedRequests(), plain.errors(), plain.errorMessages(),
                plain.finishReasons(), plain.durationSeconds(), plain.throughputTokensPerSec(),
                plain.requestRatePerSec(), plain.totalInputTokens(), plain.totalOutputTokens(), 0,
                notExact(plain.ttftMs()), Optional.empty(), notExact(plain.itlMs()), Optional.of("chunk"),
                Optional.empty(), plain.tpotMs(), notExact(plain.e2eLatencyMs()), plain.goodput(),
                plain.instrumentErrorMs(), plain.instrument(), plain.groups(), plain.arrivals(), plain.warmUp(),
                plain.span(), plain.statistics(), plain.slo(), plain.validation());
        return document("completed", List.of(many), Optional.empty());
    }

    private static LatencyView notExact(LatencyView view) {
        return new LatencyView(view.count(), view.mean(), view.min(), view.max(), view.std(), view.p50(), view.p90(),
                view.p95(), view.p99(), view.p999(), view.withheld(), OptionalDouble.of(0.001), view.censored(),
                view.mark());
    }

    /** One setting three times over, the last time cut short, and never steady. */
    public static ResultDocument repeated() {
        List<LevelView> levels = IntStream.range(0, 3).mapToObj(repeat -> level(repeat, 10, 1000, Map.of(), List.of(),
                Map.of(), Optional.of(new StatisticsView(0, repeat + 1, METHOD, Optional.of(figures(0, 1000)),
                        new SteadyView(false, "ttft_drifts", Optional.empty()))),
                Optional.empty(), Optional.empty())).toList();
        Map<String, BetweenView> measures = new LinkedHashMap<>();
        measures.put("throughput_tokens_per_sec", new BetweenView(2, 917.3, OptionalDouble.of(892.1),
                OptionalDouble.of(942.5), OptionalDouble.of(2.8), 915.3, 919.3));
        measures.put("ttft_ms_p95", new BetweenView(1, 50.2, NONE, NONE, NONE, 50.2, 50.2));
        ResultDocument plain = document("interrupted", levels, Optional.empty());
        return new ResultDocument(plain.schemaVersion(), plain.runId(), plain.status(), plain.startedAt(),
                plain.completedAt(), plain.durationSeconds(), plain.target(), plain.plan(), plain.results(),
                List.of(new RepeatedView(0, List.of(0, 1, 2), List.of(2), measures)), plain.validation(),
                plain.search());
    }

    private static FiguresView figures(double from, long requests) {
        return figures(from, requests, OptionalInt.empty());
    }

    private static FiguresView figures(double from, long requests, OptionalInt oneIn) {
        StatisticsView.SpreadView spread = new StatisticsView.SpreadView(estimate(45.2, 1.4), estimate(44.6, 0.9),
                estimate(47.7, 1.1),
                estimate(50.2, 2.2), estimate(55.2, 4.1), estimate());
        return new FiguresView(new WindowView(from, 20.1), requests, estimate(917.34, 21.5), estimate(49.75, 1.2),
                spread, spread, spread, oneIn);
    }

    private static EstimateView estimate(double value, double half) {
        return new EstimateView(OptionalDouble.of(value), OptionalDouble.of(value - half),
                OptionalDouble.of(value + half));
    }

    private static EstimateView estimate() {
        return new EstimateView(NONE, NONE, NONE);
    }

    private static ResultDocument document(String status, List<LevelView> levels,
            Optional<ValidationView> validation) {
        return document(status, Map.of(), levels, validation);
    }

    private static ResultDocument document(String status, Map<String, Object> plan, List<LevelView> levels,
            Optional<ValidationView> validation) {
        return new ResultDocument("1", "2026-11-25T10-15-30Z-7f3a", status, START, START.plusMillis(61_200), 61.2,
                new TargetView("http://localhost:8000", "Qwen/Qwen3-8B", Optional.of("vllm"), Optional.of("0.32.0")),
                plan, levels, List.of(), validation, Optional.empty());
    }

    private static LevelView level(int index, int concurrency, long ok, Map<String, Long> errors,
            List<MessageView> messages, Map<String, Double> limits, Optional<ValidationView> validation) {
        return level(index, concurrency, ok, errors, messages, limits, Optional.empty(), Optional.empty(), validation);
    }

    private static LevelView level(int index, int concurrency, long ok, Map<String, Long> errors,
            List<MessageView> messages, Map<String, Double> limits, Optional<StatisticsView> statistics,
            Optional<SloView> slo, Optional<ValidationView> validation) {
        long failed = errors.values().stream().mapToLong(Long::longValue).sum();
        Optional<CensoredView> censored = errors.containsKey("timeout")
                ? Optional.of(new CensoredView(21, Map.of("p99", 60_000.0)))
                : Optional.empty();
        WindowView window = new WindowView(0, 20.1);
        return new LevelView(index, OptionalInt.of(concurrency), NONE, ok + failed, ok, failed, errors, messages,
                Map.of("length", ok), 20.1, OptionalDouble.of(917.34), OptionalDouble.of(49.75), 128 * ok, 52 * ok, 0,
                latency(ok, 45.2, 2.5, censored, "verified"), Optional.empty(),
                latency(52 * ok, 18.41, 0.31, Optional.empty(), "bounded"), Optional.of("chunk"), Optional.empty(),
                latency(ok, 19.02, 1.1, Optional.empty(), "client_only"),
                latency(ok, 1021.7, 60.2, censored, "verified"),
                new GoodputView(limits, ok, OptionalDouble.of(ok / (double) (ok + failed)), NONE),
                new InstrumentErrorView(OptionalDouble.of(0.04), OptionalDouble.of(0.02), OptionalDouble.of(0.11),
                        OptionalDouble.of(0.4)),
                Optional.of(new InstrumentView(10, OptionalDouble.of(0.53), new PausesView(3, 21, 12),
                        OptionalDouble.of(0.02))),
                Optional.empty(), Optional.empty(), new WarmUpView(10, 0, 520), new SpanView(window, window, window),
                statistics, slo, validation);
    }

    /** A level about which nothing is said but its numbers. */
    public static LevelView plain(int index, int concurrency) {
        return level(index, concurrency, 1000, Map.of(), List.of(), Map.of(), Optional.empty());
    }

    /** The same level with other messages. */
    public static LevelView saying(LevelView level, List<MessageView> messages) {
        return new LevelView(level.level(), level.concurrency(), level.requestRate(), level.totalRequests(),
                level.successfulRequests(), level.failedRequests(), level.errors(), messages, level.finishReasons(),
                level.durationSeconds(), level.throughputTokensPerSec(), level.requestRatePerSec(),
                level.totalInputTokens(), level.totalOutputTokens(), level.tokensEstimated(), level.ttftMs(),
                level.ttfoMs(), level.itlMs(), level.itlUnit(), level.iclMs(), level.tpotMs(), level.e2eLatencyMs(),
                level.goodput(), level.instrumentErrorMs(), level.instrument(), level.groups(), level.arrivals(),
                level.warmUp(), level.span(), level.statistics(), level.slo(), level.validation());
    }

    private static LatencyView latency(long count, double mean, double spread, Optional<CensoredView> censored,
            String mark) {
        return new LatencyView(count, OptionalDouble.of(mean), OptionalDouble.of(mean - 2 * spread),
                OptionalDouble.of(mean + 9 * spread), OptionalDouble.of(spread), OptionalDouble.of(mean - spread / 4),
                OptionalDouble.of(mean + spread), OptionalDouble.of(mean + 2 * spread),
                censored.isPresent() ? NONE : OptionalDouble.of(mean + 4 * spread), NONE,
                Map.of("p99_9", 3688L), NONE, censored, mark);
    }

    private static ValidationView validation(String overall, List<ComparisonView> metrics, List<ComparisonView> log,
            Optional<DockerMetricsView> logMetrics, List<FindingView> findings, String counts, String timings,
            List<String> load) {
        List<ComparisonView> rows = new ArrayList<>(metrics);
        rows.addAll(log);
        Optional<Boolean> passed = overall.equals("UNVERIFIED")
                ? Optional.empty()
                : Optional.of(overall.equals("PASSED"));
        return new ValidationView(overall, passed, passed,
                rows.stream().filter(row -> !row.status().equals("SKIP")).count(), rows.size(), counts, timings,
                "valid",
                load, 0.05, new TolerancesView(0.05, 0.1, 0.1, 10, 0.02, 5), true, true, passed(metrics), passed(log),
                Optional.empty(), Optional.of(new PrometheusView(passed(metrics), metrics, List.of())),
                Optional.of(new DockerLogView(passed(log), Optional.empty(), Optional.empty(),
                        logMetrics.map(_ -> log.stream()
                                .anyMatch(row -> row.metricName().equals("Server Errors")
                                        && row.status().equals("WARN"))),
                        log, List.of(), logMetrics)),
                rows, findings,
                findings.stream()
                        .filter(finding -> finding.severity().equals("warning") || finding.id().endsWith("unavailable"))
                        .map(FindingView::message)
                        .toList(),
                List.of(), new TimingsView(NONE, NONE, NONE, NONE, NONE), Optional.empty(), Optional.empty(),
                overall);
    }

    private static Optional<Boolean> passed(List<ComparisonView> rows) {
        return rows.stream().allMatch(row -> row.status().equals("SKIP"))
                ? Optional.empty()
                : Optional.of(rows.stream().noneMatch(row -> row.status().equals("WARN")));
    }

    private static List<ComparisonView> logRows() {
        return List.of(row("HTTP 200 Count", "docker_log", 1000, 1000, "PASS"),
                row("Avg Throughput", "docker_log", 917.3, 920.1, "PASS"),
                row("HTTP Errors", "docker_log", 0, 0, "PASS"), new ComparisonView("Server Errors", NONE,
                        OptionalDouble.of(0), NONE, "PASS", Optional.of(true), 0, 0, "docker_log", Optional.empty(),
                        Optional.empty()));
    }

    private static Optional<DockerMetricsView> log(double kv, double hits) {
        return Optional.of(new DockerMetricsView("docker_log", "vllm", OptionalLong.of(1000), OptionalLong.of(0), NONE,
                NONE, OptionalDouble.of(kv), NONE, NONE, OptionalDouble.of(hits), List.of(), List.of(), List.of(),
                Optional.empty(), Optional.empty(), 1234));
    }

    private static ComparisonView row(String name, String source, double client, double server, String status) {
        return row(name, source, client, server, status, Optional.empty());
    }

    private static ComparisonView row(String name, String source, double client, double server, String status,
            ReasonView reason) {
        return row(name, source, client, server, status, Optional.of(reason));
    }

    private static ComparisonView row(String name, String source, double client, double server, String status,
            Optional<ReasonView> reason) {
        return new ComparisonView(name, OptionalDouble.of(client), OptionalDouble.of(server),
                server == 0 ? OptionalDouble.of(0) : OptionalDouble.of(100 * (client - server) / server), status,
                Optional.of(status.equals("PASS")), 0.05, 0, source, Optional.empty(), reason);
    }

    private static ComparisonView skip(String name, String source, double client, ReasonView reason) {
        return new ComparisonView(name, OptionalDouble.of(client), NONE, NONE, "SKIP", Optional.empty(), 0.05, 0,
                source,
                Optional.empty(), Optional.of(reason));
    }

    private static FindingView finding(String id, String severity, Map<String, Object> values, List<Integer> levels) {
        return new FindingView(id, severity, "English of " + id, values, "advice", levels);
    }
}
