package io.llmloadtest.library;

import io.llmloadtest.store.LatencyView;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.SloView;
import io.llmloadtest.store.StatisticsView;
import io.llmloadtest.store.StatisticsView.FiguresView;
import io.llmloadtest.store.StatisticsView.SpreadView;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/** What one level of a run gave. Absent is not zero: what was not measured is empty. */
public final class Level {

    private final LevelView view;

    Level(LevelView view) {
        this.view = view;
    }

    /** Its place in the run, from 0. */
    public int index() {
        return view.level();
    }

    /** Requests meant to be in flight; of a rate the most, when it has one. */
    public OptionalInt concurrency() {
        return view.concurrency();
    }

    /** Requests per second meant to be sent; empty where answers send the next. */
    public OptionalDouble requestRate() {
        return view.requestRate();
    }

    /** The verdict on this level alone. */
    public Verdict verdict() {
        return Result.verdict(view.validation());
    }

    /** Requests sent. */
    public long requests() {
        return view.totalRequests();
    }

    /** Requests that ended well. */
    public long succeeded() {
        return view.successfulRequests();
    }

    /** Requests that did not. */
    public long failed() {
        return view.failedRequests();
    }

    /** Failed requests by kind: {@code connect}, {@code timeout}, {@code http_status} and so on. */
    public Map<String, Long> errors() {
        return Map.copyOf(view.errors());
    }

    /** The share of requests that failed; empty when none was sent. */
    public OptionalDouble errorRate() {
        return view.totalRequests() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) view.failedRequests() / view.totalRequests());
    }

    /** First send to last byte. */
    public Duration duration() {
        return Duration.ofNanos(Math.round(view.durationSeconds() * 1e9));
    }

    /** Output tokens of successful requests per second. */
    public OptionalDouble tokensPerSecond() {
        return view.throughputTokensPerSec();
    }

    /** Successful requests per second. */
    public OptionalDouble requestsPerSecond() {
        return view.requestRatePerSec();
    }

    /** Prompt tokens of successful requests. */
    public long inputTokens() {
        return view.totalInputTokens();
    }

    /** Output tokens of successful requests. */
    public long outputTokens() {
        return view.totalOutputTokens();
    }

    /** The share of all requests that met every limit of their own; empty when none was set. */
    public OptionalDouble goodput() {
        return view.goodput().thresholds().isEmpty() ? OptionalDouble.empty() : view.goodput().fraction();
    }

    /** A latency. */
    public Latency latency(LatencyKind kind) {
        return switch (kind) {
            case TTFT -> latency(view.ttftMs(), FiguresView::ttftMs);
            case ITL -> new Latency(view.itlMs(), Optional.empty());
            case TPOT -> latency(view.tpotMs(), FiguresView::tpotMs);
            case E2E -> latency(view.e2eLatencyMs(), FiguresView::e2eLatencyMs);
        };
    }

    private Latency latency(LatencyView values, Function<FiguresView, SpreadView> spread) {
        return new Latency(values, view.statistics().flatMap(StatisticsView::withinRun).map(spread));
    }

    /** Time to first token. */
    public Latency ttft() {
        return latency(LatencyKind.TTFT);
    }

    /** Inter-token latency. */
    public Latency itl() {
        return latency(LatencyKind.ITL);
    }

    /** Time per output token. */
    public Latency tpot() {
        return latency(LatencyKind.TPOT);
    }

    /** End-to-end latency. */
    public Latency e2e() {
        return latency(LatencyKind.E2E);
    }

    /** How it stands against the objectives; empty without any. */
    public Optional<SloResult> slo() {
        return view.slo().map(Level::held);
    }

    private static SloResult held(SloView slo) {
        return new SloResult(SloResult.Outcome.valueOf(slo.outcome().toUpperCase(Locale.ROOT)), slo.decidedBy(),
                slo.doubts());
    }

    /** Such as {@code level 0 (concurrency 8)}. */
    @Override
    public String toString() {
        String setting = requestRate().isPresent()
                ? "rate " + requestRate().getAsDouble()
                : concurrency().isPresent() ? "concurrency " + concurrency().getAsInt() : "no setting";
        return "level " + index() + " (" + setting + ")";
    }
}
