package io.llmloadtest.runner;

import io.llmloadtest.ledger.Account;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.ledger.file.LedgerReader;
import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.model.Tick;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.RunDocument;
import io.llmloadtest.store.RunFolder;
import io.llmloadtest.store.RunStatus;
import io.llmloadtest.verdict.Tolerances;
import io.llmloadtest.verdict.slo.IllegalSloException;
import io.llmloadtest.verdict.slo.Slo;
import io.llmloadtest.store.RunDocument.EnvironmentView;
import io.llmloadtest.store.chronicle.Chronicle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A run folder that is judged again, offline: of a finished run, or of one that was cut off. */
public final class SavedRun {

    private final RunFolder folder;
    private final RunDocument document;
    private final RunMemo memo;

    private SavedRun(RunFolder folder, RunDocument document, RunMemo memo) {
        this.folder = folder;
        this.document = document;
        this.memo = memo;
    }

    /**
     * Opens a run folder.
     *
     * @throws IOException when it is none, or cannot be read; the message is meant for the user
     */
    public static SavedRun open(Path path) throws IOException {
        RunFolder folder = RunFolder.open(path);
        RunDocument document = folder.readRun();
        return new SavedRun(folder, document, RunMemo.read(document));
    }

    /** The tolerances the run was judged with. */
    public Tolerances tolerances() {
        return memo.tolerances();
    }

    /**
     * Judges it.
     *
     * @param tolerances how strictly
     * @param slo what to hold its levels against; empty for the run's own objectives, if it had any
     * @throws IllegalSloException when they need limits for each request, and there are none
     */
    public Rejudged judge(Tolerances tolerances, Optional<Slo> slo) throws IOException {
        RunMemo strict = memo.withTolerances(tolerances).with(ServerSetups.of(folder.evidenceDirectory()));
        RunMemo again = slo.map(strict::withSlo).orElse(strict);
        LedgerReader.SavedLedger saved = LedgerReader.read(folder.path(),
                Books.open(again.limits(), again.validated(), again.traced()));
        Account account = saved.account();
        again.tool().flatMap(AuditMemo::totals).ifPresent(totals -> account.add(Audit.LEVEL, totals));
        boolean interrupted = !saved.whole() || account.phases().stream().anyMatch(PhaseNote::interrupted);
        Instant completedAt = account.clocks().map(clocks -> clocks.instantAt(lastMoment(account, clocks)))
                .orElse(document.startedAt());
        try (Witnesses witnesses = Witnesses.recorded(folder.evidenceDirectory(),
                again.filter())) {
            witnesses.open(_ -> {});
            return new Rejudged(new Judging(again, witnesses).judge(account,
                    new Finished(document.runId(), document.startedAt(), completedAt,
                            interrupted ? RunStatus.INTERRUPTED : RunStatus.COMPLETED))
                    .document(),
                    saved.unreadableLines(), saved.lostTrains(), saved.unfinished());
        }
    }

    /**
     * What came of it.
     *
     * @param document the result
     * @param unreadableLines ledger lines that could not be read
     * @param lostTrains requests whose chunk stamps could not be read
     * @param unfinished requests that were sent and never ended
     */
    public record Rejudged(ResultDocument document, long unreadableLines, long lostTrains, long unfinished) {}

    /** The result as the run left it; empty when the run was cut off before it had one. */
    public Optional<ResultDocument> result() throws IOException {
        return Files.exists(folder.resultFile()) ? Optional.of(folder.readResult()) : Optional.empty();
    }

    /**
     * Shows every request of the ledger with the wall-clock time of its send, in the order in which they ended, and keeps none:
     * a run may have a million.
     */
    public void eachRequest(BiConsumer<RequestRecord, Instant> visitor) throws IOException {
        LedgerReader.show(folder.path(), new SentMoments(document.startedAt(), visitor));
    }

    /**
     * The run over time, from its ledger and the samples in its folder.
     *
     * @param result the run's result
     */
    public Chronicle chronicle(ResultDocument result) throws IOException {
        Account account = LedgerReader.read(folder.path(), Books.open(memo.limits(), false, false)).account();
        return TimeAxis.of(account, folder, result);
    }

    /** Where the run was made; empty when its folder does not say. */
    public Optional<EnvironmentView> environment() {
        return Optional.ofNullable(document.environment());
    }

    private static Tick lastMoment(Account account, ClockTrack clocks) {
        Tick last = clocks.pairs().getLast().tick();
        return account.phases().isEmpty() ? last : last.max(account.phases().getLast().active().to());
    }
}
