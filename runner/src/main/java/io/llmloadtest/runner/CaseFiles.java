package io.llmloadtest.runner;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.LogWitness;
import io.llmloadtest.collect.MetricsWitness;
import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.ledger.Account;
import io.llmloadtest.ledger.BoundaryNote;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.InstrumentError;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Span;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Why;
import io.llmloadtest.model.Window;
import io.llmloadtest.verdict.AuditedTool;
import io.llmloadtest.verdict.CaseFile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Puts the books of a run and the testimony of its witnesses together into case files: one for each level, one for the run.
 * Live and saved runs are put together here alike.
 */
final class CaseFiles {

    private static final Duration LOG_TIME = Duration.ofSeconds(10);
    private static final Duration METRICS_TIME = Duration.ofSeconds(5);

    private final Account account;
    private final LevelFacts facts;
    private final MetricsWitness metrics;
    private final LogWitness log;
    private final TracedSpans traces;
    private final Optional<AuditedTool> tool;
    private final ClockTrack clocks;
    private final List<Boundary> boundaries;

    CaseFiles(Account account, LevelFacts facts, MetricsWitness metrics, LogWitness log, TracedSpans traces,
            Optional<AuditedTool> tool) {
        this.account = account;
        this.facts = facts;
        this.metrics = metrics;
        this.log = log;
        this.traces = traces;
        this.tool = tool;
        this.boundaries = account.boundaries().stream().map(CaseFiles::boundary).toList();
        this.clocks = account.clocks().or(() -> boundaries.stream().findFirst()
                .map(first -> ClockTrack.of(first.at(), first.wall())))
                .orElseGet(() -> ClockTrack.of(Tick.ZERO, Instant.EPOCH));
    }

    /** The case files of the levels that were begun, in order. */
    List<CaseFile> levels() {
        List<CaseFile> files = new ArrayList<>();
        for (PhaseNote phase : account.phases()) {
            if (phase.scope() instanceof Scope.Level level) {
                files.add(level(level, phase));
            }
        }
        return files;
    }

    /** The case file of one level; empty when it was not begun. */
    Optional<CaseFile> level(Scope.Level level) {
        return account.phase(level).map(phase -> level(level, phase));
    }

    private CaseFile level(Scope.Level level, PhaseNote phase) {
        Boundary from = boundaryAt(phase.firstBoundary());
        Boundary to = end(phase);
        boolean closed = to.index() > from.index();
        int warmUp = Math.toIntExact(account.tally(new Scope.WarmUp(level.index())).sent());
        return new CaseFile(level, new Span(phase.measured(), phase.active(), new Window(from.at(), to.at())),
                facts.expectation(phase.concurrency(), phase.arrivals(), phase.requests(), warmUp, phase.interrupted(),
                        busyBefore()),
                account.tally(level), new Tally(GoodputLimits.NONE), account.timeline(),
                closed ? metrics.between(from, to, METRICS_TIME) : cutOff(), log.between(from, to, LOG_TIME), clocks,
                account.roll(level::equals), traces.of(level::equals, from, to), phase.instrumentError(),
                tool);
    }

    /** The case file of the whole run; {@code levels} are its levels'. */
    CaseFile run(List<CaseFile> levels) {
        Boundary from = boundaries.isEmpty()
                ? new Boundary(0, Tick.ZERO, clocks.instantAt(Tick.ZERO))
                : boundaries.getFirst();
        Boundary to = account.phases().isEmpty() ? from : end(account.phases().getLast());
        Window evidence = new Window(from.at(), from.at().max(to.at()));
        Span span = levels.stream().map(CaseFile::span).reduce(Span::hull)
                .map(hull -> new Span(hull.measured(), hull.active(), evidence))
                .orElseGet(() -> new Span(evidence, evidence, evidence));
        boolean interrupted = account.phases().stream().anyMatch(PhaseNote::interrupted);
        boolean closed = to.index() > from.index();
        int warmUp = Math.toIntExact(account.together(Scope.WarmUp.class).sent());
        MetricsTestimony testimony = closed ? metrics.between(from, to, METRICS_TIME) : cutOff();
        LogTestimony lines = log.between(from, to, LOG_TIME);
        return new CaseFile(new Scope.Run(), span,
                facts.expectation(OptionalInt.empty(), Optional.empty(), requestsPlanned(), warmUp, interrupted,
                        busyBefore()),
                account.together(Scope.Level.class), account.together(Scope.WarmUp.class), account.timeline(),
                testimony, lines, clocks, account.roll(_ -> true), traces.of(_ -> true, from, to),
                levels.stream().map(CaseFile::instrumentError).flatMap(Optional::stream).reduce(InstrumentError::plus),
                tool);
    }

    private OptionalLong requestsPlanned() {
        long sum = 0;
        for (PhaseNote phase : account.phases()) {
            if (phase.scope() instanceof Scope.Level) {
                if (phase.requests().isEmpty()) {
                    return OptionalLong.empty();
                }
                sum += phase.requests().getAsLong();
            }
        }
        return OptionalLong.of(sum);
    }

    private Reading busyBefore() {
        if (boundaries.size() < 2) {
            return Reading.absent(Why.NO_METRICS);
        }
        return WorkOfOthers.before(metrics, boundaries.get(0), boundaries.get(1));
    }

    private Boundary boundaryAt(int index) {
        return boundaries.stream().filter(boundary -> boundary.index() == index).findFirst()
                .orElseGet(() -> new Boundary(index, Tick.ZERO, clocks.instantAt(Tick.ZERO)));
    }

    /** Where a phase ends: its closing boundary, or, for one that was cut off, the last moment of its requests. */
    private Boundary end(PhaseNote phase) {
        return boundaries.stream()
                .filter(boundary -> boundary.index() == phase.lastBoundary()
                        && boundary.index() > phase.firstBoundary())
                .findFirst().orElseGet(() -> new Boundary(phase.firstBoundary(), phase.active().to(),
                        clocks.instantAt(phase.active().to())));
    }

    private static Boundary boundary(BoundaryNote note) {
        return new Boundary(note.index(), note.at(), note.wall());
    }

    private static MetricsTestimony cutOff() {
        return MetricsTestimony.none(
                new MetricsAvailability.Unavailable("", MetricsAvailability.Problem.UNREACHABLE,
                        "the run was cut off before the snapshot after its load"),
                Why.NO_METRICS);
    }
}
