package io.llmloadtest.store;

import io.llmloadtest.ledger.ErrorKind;
import io.llmloadtest.ledger.Failures;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.ledger.arrivals.ArrivalProcess;
import io.llmloadtest.model.Span;
import io.llmloadtest.model.Window;
import io.llmloadtest.store.LevelView.GoodputView;
import io.llmloadtest.store.LevelView.InstrumentErrorView;
import io.llmloadtest.store.LevelView.MessageView;
import io.llmloadtest.store.LevelView.SpanView;
import io.llmloadtest.store.LevelView.WarmUpView;
import io.llmloadtest.store.LevelView.WindowView;
import io.llmloadtest.verdict.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Makes the published document of a finished run. Pure: the same outcome always gives the same document. */
public final class ResultAssembler {

    private ResultAssembler() {
    }

    /** The document of that run. */
    public static ResultDocument assemble(RunOutcome run) {
        List<LevelView> levels = IntStream.range(0, run.levels().size())
                .mapToObj(index -> level(index, run.levels().get(index), run)).toList();
        return new ResultDocument(ResultDocument.SCHEMA_VERSION, run.runId(), run.status().key(), run.startedAt(),
                run.completedAt(), Duration.between(run.startedAt(), run.completedAt()).toNanos() / 1e9,
                new TargetView(run.target().serverUrl(), run.target().model(), run.target().serverKind(),
                        run.target().serverVersion(), run.target().setup().configuration(),
                        run.target().setup().flags()),
                run.plan(), levels, Repeats.of(levels, run.levels(), run.repetition()),
                run.judgement().map(judgement -> Validations.view(judgement,
                        FindingViews.ofRun(judgement.verdict(), run.tolerances()), run.tolerances())),
                run.search().map(plan -> Searches.view(plan, run)),
                run.audit().map(audit -> AuditViews.view(audit, run.levels().stream().findFirst())));
    }

    private static LevelView level(int index, LevelOutcome level, RunOutcome run) {
        Tally tally = level.tally();
        double seconds = level.span().active().seconds();
        Optional<Verdict> verdict = level.judgement().map(Judgement::verdict);
        return new LevelView(index, level.concurrency(), rate(level), tally.sent(), tally.completed(),
                tally.failed(), errors(tally), messages(tally.failures()), tally.finishReasons(), seconds,
                per(tally.outputTokens(), seconds), per(tally.completed(), seconds), tally.promptTokens(),
                tally.outputTokens(), tally.withoutUsage(),
                Latencies.view(tally.ttft(), Latencies.mark(verdict, Verdict.Latency.TTFT)),
                Latencies.ttfo(tally.ttfo()),
                Latencies.view(tally.itl(), Latencies.mark(verdict, Verdict.Latency.ITL)),
                Latencies.unit(tally.interToken()), Latencies.icl(tally.interToken()),
                Latencies.view(tally.tpot(), Latencies.mark(verdict, Verdict.Latency.TPOT)),
                Latencies.view(tally.e2e(), Latencies.mark(verdict, Verdict.Latency.E2E)), goodput(tally, seconds),
                instrumentError(level), InstrumentView.of(level.instrumentError()), GroupViews.of(tally.groups()),
                level.arrivals().map(process -> Arrivals.view(process, level)),
                new WarmUpView(level.warmUp().sent(), level.warmUp().failed(), level.warmUp().outputTokens()),
                span(level.span()), level.course().map(course -> Statistics.view(index, course, run.repetition())),
                level.slo().map(SloView::of), level.judgement().map(judgement -> Validations.view(judgement,
                        FindingViews.ofLevel(judgement.verdict(), index, run.tolerances()), run.tolerances())));
    }

    private static OptionalDouble rate(LevelOutcome level) {
        return level.arrivals().map(ArrivalProcess::rate).orElse(OptionalDouble.empty());
    }

    private static InstrumentErrorView instrumentError(LevelOutcome level) {
        return level.instrumentError()
                .map(error -> new InstrumentErrorView(OptionalDouble.of(error.meanNanos() / 1e6),
                        OptionalDouble.of(error.p50Nanos() / 1e6), OptionalDouble.of(error.p99Nanos() / 1e6),
                        OptionalDouble.of(error.maxNanos() / 1e6)))
                .orElseGet(() -> new InstrumentErrorView(OptionalDouble.empty(), OptionalDouble.empty(),
                        OptionalDouble.empty(), OptionalDouble.empty()));
    }

    private static Map<String, Long> errors(Tally tally) {
        Map<String, Long> byName = new LinkedHashMap<>();
        for (ErrorKind kind : ErrorKind.values()) {
            byName.put(kind.key(), tally.failures().count(kind));
        }
        return byName;
    }

    private static List<MessageView> messages(Failures failures) {
        return failures.messages().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> new MessageView(entry.getKey(), entry.getValue())).toList();
    }

    private static GoodputView goodput(Tally tally, double seconds) {
        GoodputLimits limits = tally.limits();
        Map<String, Double> thresholds = new LinkedHashMap<>();
        limits.ttftMillis().ifPresent(limit -> thresholds.put("ttft", limit));
        limits.tpotMillis().ifPresent(limit -> thresholds.put("tpot", limit));
        limits.e2eMillis().ifPresent(limit -> thresholds.put("e2e", limit));
        return new GoodputView(thresholds, tally.good(), per(tally.good(), (double) tally.sent()),
                per(tally.good(), seconds));
    }

    private static OptionalDouble per(long amount, double divisor) {
        return divisor > 0 ? OptionalDouble.of(amount / divisor) : OptionalDouble.empty();
    }

    private static SpanView span(Span span) {
        return new SpanView(window(span.measured()), window(span.active()), window(span.evidence()));
    }

    private static WindowView window(Window window) {
        return new WindowView(window.from().nanos() / 1e9, window.to().nanos() / 1e9);
    }
}
