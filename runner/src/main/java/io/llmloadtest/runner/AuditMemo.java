package io.llmloadtest.runner;

import io.llmloadtest.ledger.Totals;
import io.llmloadtest.ledger.foreign.ForeignFile.ToolTestimony;
import io.llmloadtest.ledger.foreign.Tool;
import io.llmloadtest.ledger.foreign.ToolReport;
import io.llmloadtest.ledger.foreign.ToolReport.Counting;
import io.llmloadtest.ledger.foreign.ToolReport.Counts;
import io.llmloadtest.ledger.foreign.ToolReport.Figure;
import io.llmloadtest.ledger.foreign.ToolReport.Load;
import io.llmloadtest.ledger.foreign.ToolReport.Rates;
import io.llmloadtest.ledger.foreign.ToolReport.Summary;
import io.llmloadtest.ledger.foreign.ZeroGaps;
import io.llmloadtest.verdict.AuditedTool;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** How an audited tool is kept in the plan of {@code run.json}, so that its test can be judged again. */
final class AuditMemo {

    static final String AUDIT = "audit";

    private AuditMemo() {
    }

    /** The tool as plain values, put into {@code map}. */
    static Map<String, Object> put(AuditedTool audited, Map<String, Object> map) {
        ToolReport report = audited.testimony().report();
        map.put("tool", report.tool().key());
        report.version().ifPresent(version -> map.put("tool_version", version));
        map.put("endpoint", report.endpoint());
        map.put("keeps_requests", audited.testimony().keepsRequests());
        map.put("timed", audited.timed());
        map.put("most_in_flight", audited.mostInFlight());
        map.put("unreported", audited.unreported());
        audited.exitCode().ifPresent(code -> map.put("exit_code", code));
        map.put("counting", report.counting().name());
        map.put("reported", reported(report));
        ZeroGaps gaps = audited.testimony().gaps();
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("requests", gaps.requests());
        seen.put("gaps", gaps.gaps());
        seen.put("nothing", gaps.nothing());
        seen.put("mean_ms", gaps.meanMillis());
        seen.put("rest_ms", gaps.restMillis());
        map.put("gaps", seen);
        return map;
    }

    private static Map<String, Object> reported(ToolReport report) {
        Map<String, Object> map = new LinkedHashMap<>();
        report.counts().succeeded().ifPresent(count -> map.put("succeeded", count));
        report.counts().failed().ifPresent(count -> map.put("failed", count));
        report.counts().promptTokens().ifPresent(count -> map.put("prompt_tokens", count));
        report.counts().outputTokens().ifPresent(count -> map.put("output_tokens", count));
        report.load().concurrency().ifPresent(asked -> map.put("concurrency", asked));
        report.load().rate().ifPresent(rate -> map.put("request_rate", rate));
        report.load().seconds().ifPresent(seconds -> map.put("seconds", seconds));
        report.rates().requests().ifPresent(rate -> map.put("requests_per_sec", rate));
        report.rates().outputTokens().ifPresent(rate -> map.put("output_tokens_per_sec", rate));
        report.figures().forEach((figure, summary) -> {
            Map<String, Object> values = new LinkedHashMap<>();
            summary.mean().ifPresent(value -> values.put("mean", value));
            summary.p50().ifPresent(value -> values.put("p50", value));
            summary.p99().ifPresent(value -> values.put("p99", value));
            map.put(figure.key() + "_ms", values);
        });
        return map;
    }

    /** The tool of a plan; empty when the load was our own. */
    static Optional<AuditedTool> read(Fields plan) {
        Fields map = plan.map(AUDIT);
        return map.text("tool").flatMap(Tool::named).map(tool -> new AuditedTool(
                new ToolTestimony(report(tool, map), map.flag("keeps_requests"), gaps(map.map("gaps"))),
                map.flag("timed"), map.whole("most_in_flight").orElse(0), amount(map, "unreported").orElse(0),
                map.whole("exit_code")));
    }

    private static ToolReport report(Tool tool, Fields map) {
        Fields said = map.map("reported");
        Map<Figure, Summary> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            Fields values = said.map(figure.key() + "_ms");
            figures.put(figure, new Summary(values.number("mean"), values.number("p50"), values.number("p99")));
        }
        return new ToolReport(tool, map.text("tool_version"), map.text("endpoint").orElse("/v1/chat/completions"),
                new Counts(amount(said, "succeeded"), amount(said, "failed"), amount(said, "prompt_tokens"),
                        amount(said, "output_tokens")),
                new Load(said.whole("concurrency"), said.number("request_rate"), said.number("seconds")), figures,
                new Rates(said.number("requests_per_sec"), said.number("output_tokens_per_sec")),
                map.text("counting").filter(Counting.SERVER.name()::equals).isPresent()
                        ? Counting.SERVER
                        : Counting.OWN);
    }

    private static ZeroGaps gaps(Fields map) {
        return new ZeroGaps(amount(map, "requests").orElse(0), amount(map, "gaps").orElse(0),
                amount(map, "nothing").orElse(0), map.number("mean_ms").orElse(0), map.number("rest_ms").orElse(0));
    }

    private static OptionalLong amount(Fields map, String name) {
        OptionalDouble value = map.number(name);
        return value.isPresent() ? OptionalLong.of(Math.round(value.getAsDouble())) : OptionalLong.empty();
    }

    /** What is booked in place of single requests, when the tool keeps none. */
    static Optional<Totals> totals(AuditedTool audited) {
        ToolReport report = audited.testimony().report();
        return audited.testimony().keepsRequests() || report.counts().succeeded().isEmpty()
                ? Optional.empty()
                : Optional.of(new Totals(report.endpoint(), report.counts().succeeded().getAsLong(),
                        report.counts().failed().orElse(0), report.counts().promptTokens(),
                        report.counts().outputTokens()));
    }

    /** The concurrency that the level is filed under: what was asked for, else what was seen. */
    static OptionalInt concurrency(AuditedTool audited) {
        OptionalInt asked = audited.testimony().report().load().concurrency();
        return asked.isPresent() || audited.mostInFlight() == 0 ? asked : OptionalInt.of(audited.mostInFlight());
    }
}
