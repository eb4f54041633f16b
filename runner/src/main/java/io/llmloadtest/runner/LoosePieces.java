package io.llmloadtest.runner;

import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.evidence.metrics.Snapshot;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.collect.traces.AbsentTraceWitness;
import io.llmloadtest.ledger.Account;
import io.llmloadtest.ledger.BoundaryNote;
import io.llmloadtest.ledger.GoodputLimits;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.foreign.ForeignFile;
import io.llmloadtest.ledger.foreign.ForeignFile.ToolTestimony;
import io.llmloadtest.ledger.foreign.ForeignLedger;
import io.llmloadtest.ledger.foreign.Tool;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.Scope;
import io.llmloadtest.model.Tick;
import io.llmloadtest.model.Window;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.RunStatus;
import io.llmloadtest.store.TargetFacts;
import io.llmloadtest.text.ConsoleBook;
import io.llmloadtest.text.Line;
import io.llmloadtest.verdict.AuditedTool;
import io.llmloadtest.verdict.Tolerances;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A recorded test of which only pieces are at hand: what the client wrote down, and what was saved of the server's record.
 * Judged as one level, the way a run is.
 *
 * <p>Metrics pages bear no time of their own, so the stretch that is judged goes from a second before the first request to
 * two seconds after the last end: log lines outside belong to others.
 *
 * @param client what the client wrote down, as {@link ForeignFile} reads it
 * @param metricsBefore the metrics page from before the first request
 * @param metricsAfter the metrics page from after the last
 * @param log the server's log
 */
public record LoosePieces(Path client, Optional<Path> metricsBefore, Optional<Path> metricsAfter,
        Optional<Path> log) {

    private static final Duration BEFORE = Duration.ofSeconds(1);
    private static final Duration AFTER = Duration.ofSeconds(2);
    private static final double LONGEST_SECONDS = 172_800;
    private static final Scope.Level LEVEL = new Scope.Level(0);

    /** The language of results. */
    private static final ConsoleBook ENGLISH = ConsoleBook.of(Locale.ENGLISH);

    /**
     * What came of it.
     *
     * @param document the result
     * @param notes what weakens it
     */
    public record Judged(ResultDocument document, List<PieceNote> notes) {

        public Judged {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Judges the pieces.
     *
     * @throws IOException when a piece cannot be read; the message names it and says what to do
     */
    public Judged judge(Tolerances tolerances) throws IOException {
        Account account = new Account(GoodputLimits.NONE);
        ForeignFile file = ForeignFile.read(client, account::add);
        ForeignLedger ledger = file.ledger();
        Optional<AuditedTool> tool = file.tool().map(testimony -> audited(testimony, ledger));
        tool.flatMap(AuditMemo::totals).ifPresent(totals -> account.add(LEVEL, totals));
        Tick end = end(ledger, tool);
        Window evidence = new Window(Tick.ZERO.plus(BEFORE.negated()), end.plus(AFTER));
        ClockTrack clocks = ClockTrack.of(Tick.ZERO, ledger.startedAt());
        Instant from = clocks.instantAt(evidence.from());
        Instant to = clocks.instantAt(evidence.to());
        enterPhase(account, ledger, evidence, clocks, new Window(Tick.ZERO, end),
                tool.map(AuditMemo::concurrency).orElseGet(() -> OptionalInt.of(ledger.mostInFlight())));
        LooseMetricsWitness metrics = new LooseMetricsWitness(page(metricsBefore, from), page(metricsAfter, to),
                filter(ledger));
        LooseLogWitness lines = new LooseLogWitness(log, from, to, ledger.timed());
        lines.read();
        List<PieceNote> notes = new ArrayList<>(lines.notes());
        notes.addAll(notes(ledger));
        Map<String, Object> plan = plan(ledger, notes);
        tool.ifPresent(known -> {
            Map<String, Object> audit = new LinkedHashMap<>();
            audit.put("result_file", client.toString());
            plan.put(AuditMemo.AUDIT, AuditMemo.put(known, audit));
        });
        RunMemo memo = new RunMemo(target(ledger, metrics), List.of(), plan).withTolerances(tolerances);
        try (Witnesses witnesses = new Witnesses(metrics, lines,
                new AbsentTraceWitness(RunClock.system(System.nanoTime())), Quiet.none())) {
            witnesses.open(_ -> {});
            Finished finished = new Finished(client.getFileName().toString(), ledger.startedAt(),
                    clocks.instantAt(end), RunStatus.COMPLETED);
            return new Judged(new Judging(memo, witnesses).judge(account, finished).document(), notes);
        }
    }

    /** Its own requests, such as vLLM's readiness check, may be in the server's pages: one is allowed for. */
    private static AuditedTool audited(ToolTestimony testimony, ForeignLedger ledger) {
        return new AuditedTool(testimony, ledger.timed(), ledger.mostInFlight(),
                testimony.report().tool() == Tool.VLLM_BENCH ? 1 : 0, OptionalInt.empty());
    }

    /** The last end; of totals alone the time that the tool says it took. */
    private static Tick end(ForeignLedger ledger, Optional<AuditedTool> tool) {
        double seconds = tool.map(known -> known.testimony().report().load().seconds().orElse(0)).orElse(0.0);
        return ledger.requests() > 0
                ? ledger.lastEnd()
                : Tick.ZERO.plus(Duration.ofNanos(Math.round(Math.clamp(seconds, 0, LONGEST_SECONDS) * 1e9)));
    }

    private static void enterPhase(Account account, ForeignLedger ledger, Window evidence, ClockTrack clocks,
            Window active, OptionalInt concurrency) {
        account.add(new ClockTrack.Pair(Tick.ZERO, ledger.startedAt()));
        account.add(new BoundaryNote(0, evidence.from(), clocks.instantAt(evidence.from())));
        account.add(new BoundaryNote(1, evidence.to(), clocks.instantAt(evidence.to())));
        account.add(new PhaseNote(LEVEL, concurrency, Optional.empty(), Optional.empty(), OptionalLong.empty(), 0, 1,
                active, active, false, Optional.empty()));
    }

    private static Optional<Snapshot> page(Optional<Path> file, Instant assumed) throws IOException {
        return file.isEmpty() ? Optional.empty() : Optional.of(LoosePage.read(file.get(), assumed));
    }

    /** Work for several models is in the counters of several; only a single one can be picked out. */
    private static ModelFilter filter(ForeignLedger ledger) {
        return ledger.completedModels().size() == 1
                ? ModelFilter.of(ledger.completedModels().getFirst(), List.of())
                : ModelFilter.ANY;
    }

    private TargetFacts target(ForeignLedger ledger, LooseMetricsWitness metrics) {
        String models = ledger.completedModels().isEmpty() ? "?" : String.join(", ", ledger.completedModels());
        return new TargetFacts("file:" + client.getFileName(), models, metrics.serverKind(), Optional.empty());
    }

    private Map<String, Object> plan(ForeignLedger ledger, List<PieceNote> notes) {
        Map<String, Object> pieces = new LinkedHashMap<>();
        pieces.put("client", client.toString());
        metricsBefore.ifPresent(file -> pieces.put("metrics_before", file.toString()));
        metricsAfter.ifPresent(file -> pieces.put("metrics_after", file.toString()));
        log.ifPresent(file -> pieces.put("log", file.toString()));
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("pieces", pieces);
        plan.put("stream", ledger.streamed());
        plan.put("concurrency", List.of(ledger.mostInFlight()));
        plan.put("validated", true);
        plan.put("notes", notes.stream().map(note -> note.in(ENGLISH)).toList());
        return plan;
    }

    private List<PieceNote> notes(ForeignLedger ledger) {
        List<PieceNote> notes = new ArrayList<>();
        if (ledger.requests() == 0) {
            notes.add(new PieceNote(client, Line.PIECE_TOTALS_ONLY, Map.of()));
        } else if (!ledger.timed()) {
            notes.add(new PieceNote(client, Line.PIECE_WITHOUT_TIMES, Map.of()));
        }
        if (ledger.withoutEnd() > 0) {
            notes.add(new PieceNote(client, Line.PIECE_WITHOUT_ENDS,
                    Map.of("count", String.valueOf(ledger.withoutEnd()))));
        }
        return notes;
    }
}
