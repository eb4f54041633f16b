package io.llmloadtest.report.export;

import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.store.ComparisonView;
import io.llmloadtest.store.FindingView;
import io.llmloadtest.store.LatencyView;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.SloView;
import io.llmloadtest.store.StatisticsView;
import io.llmloadtest.store.ValidationView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A column of the table of levels. Names and meanings are listed in {@code docs/exports.md} and never change; new columns come
 * last.
 *
 * @param name its name, with the unit
 * @param value what stands in it
 */
record LevelColumn(String name, Value value) {

    private static final SequencedMap<String, Function<LevelView, Optional<LatencyView>>> LATENCIES = latencies();

    /** All columns, in order. */
    static final List<LevelColumn> ALL = all();

    /** The value of a level: a text, a whole number, a number, or nothing. */
    interface Value {
        Optional<?> of(ResultDocument run, LevelView level);
    }

    private static List<LevelColumn> all() {
        List<LevelColumn> columns = new ArrayList<>();
        run(columns);
        load(columns);
        LATENCIES.forEach((name, which) -> latency(columns, name, which));
        judgement(columns);
        for (Quantity quantity : Quantity.values()) {
            check(columns, quantity);
        }
        LATENCIES.forEach((name, which) -> spread(columns, name + "_percentiles_within", which,
                LatencyView::percentilesWithin));
        return List.copyOf(columns);
    }

    private static SequencedMap<String, Function<LevelView, Optional<LatencyView>>> latencies() {
        SequencedMap<String, Function<LevelView, Optional<LatencyView>>> latencies = new LinkedHashMap<>();
        latencies.put("ttft_ms", level -> Optional.of(level.ttftMs()));
        latencies.put("ttfo_ms", LevelView::ttfoMs);
        latencies.put("itl_ms", level -> Optional.of(level.itlMs()));
        latencies.put("icl_ms", LevelView::iclMs);
        latencies.put("tpot_ms", level -> Optional.of(level.tpotMs()));
        latencies.put("e2e_ms", level -> Optional.of(level.e2eLatencyMs()));
        return Collections.unmodifiableSequencedMap(latencies);
    }

    private static void run(List<LevelColumn> columns) {
        columns.add(new LevelColumn("run_id", (run, _) -> Optional.of(run.runId())));
        columns.add(new LevelColumn("run_status", (run, _) -> Optional.of(run.status())));
        columns.add(new LevelColumn("started_at", (run, _) -> Optional.of(run.startedAt().toString())));
        columns.add(new LevelColumn("server_url", (run, _) -> Optional.of(run.target().serverUrl())));
        columns.add(new LevelColumn("server_kind", (run, _) -> run.target().serverKind()));
        columns.add(new LevelColumn("server_version", (run, _) -> run.target().serverVersion()));
        columns.add(new LevelColumn("model", (run, _) -> Optional.of(run.target().model())));
        columns.add(new LevelColumn("run_verdict", (run, _) -> run.validation().map(ValidationView::overall)));
    }

    private static void load(List<LevelColumn> columns) {
        level(columns, "level", level -> Optional.of(level.level()));
        level(columns, "repeat", level -> level.statistics().map(StatisticsView::repeat));
        level(columns, "concurrency", level -> known(level.concurrency()));
        level(columns, "request_rate_asked_per_sec", level -> known(level.requestRate()));
        level(columns, "arrivals", level -> level.arrivals().map(how -> how.process()));
        level(columns, "duration_seconds", level -> Optional.of(level.durationSeconds()));
        level(columns, "requests_sent", level -> Optional.of(level.totalRequests()));
        level(columns, "requests_completed", level -> Optional.of(level.successfulRequests()));
        level(columns, "requests_failed", level -> Optional.of(level.failedRequests()));
        for (ErrorKind kind : ErrorKind.values()) {
            level(columns, "errors_" + kind.key(), level -> Optional.ofNullable(level.errors().get(kind.key())));
        }
        level(columns, "request_rate_per_sec", level -> known(level.requestRatePerSec()));
        level(columns, "output_tokens_per_sec", level -> known(level.throughputTokensPerSec()));
        level(columns, "input_tokens", level -> Optional.of(level.totalInputTokens()));
        level(columns, "output_tokens", level -> Optional.of(level.totalOutputTokens()));
        level(columns, "requests_with_estimated_tokens", level -> Optional.of(level.tokensEstimated()));
        level(columns, "goodput_fraction", level -> goodput(level, level.goodput().fraction()));
        level(columns, "goodput_requests_per_sec", level -> goodput(level, level.goodput().requestsPerSec()));
        level(columns, "send_lateness_ms_mean",
                level -> level.arrivals().flatMap(how -> known(how.latenessMs().mean())));
        level(columns, "send_lateness_ms_p99", level -> level.arrivals().flatMap(how -> known(how.latenessMs().p99())));
        level(columns, "client_lateness_ms_p99", level -> known(level.instrumentErrorMs().p99()));
        level(columns, "itl_unit", LevelView::itlUnit);
    }

    /** Without limits every request is good, which says nothing. */
    private static Optional<Double> goodput(LevelView level, OptionalDouble value) {
        return level.goodput().thresholds().isEmpty() ? Optional.empty() : known(value);
    }

    private static void latency(List<LevelColumn> columns, String name,
            Function<LevelView, Optional<LatencyView>> which) {
        spread(columns, name + "_mean", which, LatencyView::mean);
        spread(columns, name + "_min", which, LatencyView::min);
        spread(columns, name + "_max", which, LatencyView::max);
        spread(columns, name + "_std", which, LatencyView::std);
        spread(columns, name + "_p50", which, LatencyView::p50);
        spread(columns, name + "_p90", which, LatencyView::p90);
        spread(columns, name + "_p95", which, LatencyView::p95);
        spread(columns, name + "_p99", which, LatencyView::p99);
        spread(columns, name + "_p99_9", which, LatencyView::p999);
        level(columns, name + "_count", level -> which.apply(level).map(LatencyView::count));
        level(columns, name + "_checked",
                level -> which.apply(level).filter(latency -> latency.count() > 0).map(LatencyView::mark));
    }

    private static void spread(List<LevelColumn> columns, String name,
            Function<LevelView, Optional<LatencyView>> which, Function<LatencyView, OptionalDouble> value) {
        level(columns, name, level -> which.apply(level).flatMap(latency -> known(value.apply(latency))));
    }

    private static void judgement(List<LevelColumn> columns) {
        level(columns, "slo_outcome", level -> level.slo().map(SloView::outcome));
        level(columns, "slo_decided_by", level -> level.slo().map(SloView::decidedBy));
        level(columns, "verdict", level -> level.validation().map(ValidationView::overall));
        level(columns, "checks_made", level -> level.validation().map(ValidationView::checksMade));
        level(columns, "checks_possible", level -> level.validation().map(ValidationView::checksPossible));
        level(columns, "warnings", level -> level.validation().map(LevelColumn::warnings));
    }

    private static String warnings(ValidationView validation) {
        return validation.findings().stream().filter(finding -> finding.severity().equals("warning"))
                .map(FindingView::id).collect(Collectors.joining(" "));
    }

    private static void check(List<LevelColumn> columns, Quantity quantity) {
        String name = "check_" + quantity.name().toLowerCase(Locale.ROOT);
        level(columns, name + "_client", level -> row(level, quantity).flatMap(row -> known(row.clientValue())));
        level(columns, name + "_server", level -> row(level, quantity).flatMap(row -> known(row.serverValue())));
        level(columns, name + "_difference_percent",
                level -> row(level, quantity).flatMap(row -> known(row.differencePercent())));
        level(columns, name + "_status", level -> row(level, quantity).map(ComparisonView::status));
    }

    private static Optional<ComparisonView> row(LevelView level, Quantity quantity) {
        return level.validation().flatMap(validation -> validation.comparisons().stream()
                .filter(row -> row.metricName().equals(quantity.rowName())).findFirst());
    }

    private static void level(List<LevelColumn> columns, String name, Function<LevelView, Optional<?>> value) {
        columns.add(new LevelColumn(name, (_, level) -> value.apply(level)));
    }

    private static Optional<Double> known(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    private static Optional<Integer> known(OptionalInt value) {
        return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
    }
}
