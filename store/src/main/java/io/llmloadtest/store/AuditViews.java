package io.llmloadtest.store;

import io.llmloadtest.evidence.metrics.Counter;
import io.llmloadtest.evidence.metrics.Histogram;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.ledger.foreign.Likeness;
import io.llmloadtest.ledger.foreign.ToolReport;
import io.llmloadtest.ledger.foreign.ToolReport.Figure;
import io.llmloadtest.ledger.foreign.ToolReport.Summary;
import io.llmloadtest.ledger.foreign.ZeroGaps;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import io.llmloadtest.store.AuditView.FigureView;
import io.llmloadtest.store.AuditView.ReportedView;
import io.llmloadtest.store.AuditView.ZeroGapsView;
import io.llmloadtest.text.AuditBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Sets what a tool reports beside what its requests give by our definitions, and what the server saw. */
final class AuditViews {

    private static final Summary NOTHING = new Summary(OptionalDouble.empty(), OptionalDouble.empty(),
            OptionalDouble.empty());
    private static final AuditBook BOOK = AuditBook.of(Locale.ENGLISH);

    private AuditViews() {
    }

    /** The view of an audit; {@code level} is its one level, if any request was seen. */
    static AuditView view(AuditFacts audit, Optional<LevelOutcome> level) {
        ToolReport report = audit.tool().testimony().report();
        ZeroGaps gaps = audit.tool().testimony().gaps();
        return new AuditView(report.tool().key(), report.version(), audit.command(), audit.tool().exitCode(),
                audit.resultFile(), audit.tool().testimony().keepsRequests(),
                new ReportedView(report.counts().succeeded(), report.counts().failed(), report.counts().promptTokens(),
                        report.counts().outputTokens(), report.load().seconds(), report.load().concurrency(),
                        report.load().rate()),
                figures(audit, level),
                gaps.gaps() == 0
                        ? Optional.empty()
                        : Optional.of(new ZeroGapsView(gaps.requests(), gaps.gaps(), gaps.nothing(), gaps.meanMillis(),
                                gaps.restMillis())));
    }

    private static List<FigureView> figures(AuditFacts audit, Optional<LevelOutcome> level) {
        ToolReport report = audit.tool().testimony().report();
        Optional<Tally> tally = level.map(LevelOutcome::tally);
        ServerDelta server = level.flatMap(LevelOutcome::judgement)
                .map(judgement -> judgement.caseFile().metrics().delta())
                .orElseGet(() -> ServerDelta.absent(Why.NO_METRICS));
        double seconds = level.map(known -> known.span().active().seconds()).orElse(0.0);
        List<FigureView> figures = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            Summary said = report.figures().getOrDefault(figure, NOTHING);
            figures.add(new FigureView(figure.key(), said.mean(), said.p50(), said.p99(),
                    tally.map(known -> ours(figure, known)).orElse(OptionalDouble.empty()),
                    server(figure, server, tally).map(value -> value * 1e3).known(),
                    Likeness.of(report.tool(), figure).key(), BOOK.definition(report.tool().key(), figure.key()),
                    BOOK.ours(figure.key())));
        }
        boolean kept = audit.tool().testimony().keepsRequests();
        figures.add(rate("requests", report, report.rates().requests(),
                per(kept ? tally.map(Tally::completed).orElse(0L) : 0, seconds),
                per(server.of(Counter.SUCCEEDED_CHOICES), seconds)));
        figures.add(rate("output_tokens", report, report.rates().outputTokens(),
                per(kept ? tally.map(Tally::outputTokens).orElse(0L) : 0, seconds),
                per(server.of(Counter.GENERATION_TOKENS), seconds)));
        return figures;
    }

    private static FigureView rate(String figure, ToolReport report, OptionalDouble said, OptionalDouble ours,
            OptionalDouble server) {
        return new FigureView(figure, said, OptionalDouble.empty(), OptionalDouble.empty(), ours, server,
                Likeness.NEARLY.key(), BOOK.definition(report.tool().key(), figure), BOOK.ours(figure));
    }

    private static OptionalDouble ours(Figure figure, Tally tally) {
        OptionalDouble nanos = switch (figure) {
            case TTFT -> tally.ttft().mean();
            case ITL -> tally.itl().mean();
            case TPOT -> tally.tpot().mean();
            case E2E -> tally.e2e().mean();
        };
        return nanos.isPresent() ? OptionalDouble.of(nanos.getAsDouble() / 1e6) : nanos;
    }

    private static Reading server(Figure figure, ServerDelta delta, Optional<Tally> tally) {
        return switch (figure) {
            case TTFT -> delta.of(Histogram.TTFT).mean();
            case ITL -> delta.of(Histogram.ITL).mean();
            case TPOT -> delta.of(Histogram.TPOT).mean();
            case E2E -> tally.map(known -> delta.httpDuration(known.endpoints()).mean())
                    .filter(Reading::isKnown).orElseGet(() -> delta.of(Histogram.E2E).mean());
        };
    }

    private static OptionalDouble per(long amount, double seconds) {
        return amount > 0 && seconds > 0 ? OptionalDouble.of(amount / seconds) : OptionalDouble.empty();
    }

    private static OptionalDouble per(Reading amount, double seconds) {
        OptionalDouble known = amount.known();
        return known.isPresent() && seconds > 0
                ? OptionalDouble.of(known.getAsDouble() / seconds)
                : OptionalDouble.empty();
    }
}
