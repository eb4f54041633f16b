package io.llmloadtest.runner;

import io.llmloadtest.ledger.Account;
import io.llmloadtest.ledger.PhaseNote;
import io.llmloadtest.ledger.steady.LevelCourse;
import io.llmloadtest.model.Scope;
import io.llmloadtest.store.Judgement;
import io.llmloadtest.store.LevelOutcome;
import io.llmloadtest.store.ResultAssembler;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.RunOutcome;
import io.llmloadtest.verdict.CaseFile;
import io.llmloadtest.verdict.Judge;
import io.llmloadtest.verdict.RunVerdict;
import io.llmloadtest.verdict.Verdict;
import io.llmloadtest.verdict.slo.SloRating;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * From the books of a run and its witnesses to its result. Live and saved runs take this one way.
 *
 * @param memo what the run folder says of the run
 * @param witnesses who else saw it
 */
record Judging(RunMemo memo, Witnesses witnesses) {

    /**
     * A judged run.
     *
     * @param document its result
     * @param run what was judged of the run as a whole
     */
    record Judged(ResultDocument document, CaseFile run) {}

    Judged judge(Account account, Finished finished) {
        CaseFiles files = files(account);
        List<CaseFile> levels = files.levels();
        CaseFile run = files.run(levels);
        RunVerdict verdict = Judge.judgeRun(levels, run, memo.tolerances());
        List<LevelOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            outcomes.add(outcome(account, levels.get(i), verdict.levels().get(i)));
        }
        return new Judged(
                ResultAssembler.assemble(new RunOutcome(finished.runId(), finished.status(), finished.startedAt(),
                        finished.completedAt(), memo.target(), memo.plan(), memo.tolerances(), outcomes,
                        memo.validated() ? Optional.of(Judgement.of(run, verdict.run())) : Optional.empty(),
                        memo.repetition(), memo.slo().isPresent() ? memo.search() : Optional.empty(), memo.audit())),
                run);
    }

    private CaseFiles files(Account account) {
        return new CaseFiles(account, memo.facts(), witnesses.metrics(), witnesses.log(),
                new TracedSpans(witnesses.traces(), account), memo.tool());
    }

    /** A level of a run that still goes on, held against the objectives; empty when there are none. */
    Optional<SloRating> rate(Account account, Scope.Level level) {
        return files(account).level(level).flatMap(file -> rate(file, Judge.judge(file, memo.tolerances())));
    }

    private Optional<SloRating> rate(CaseFile file, Verdict verdict) {
        return memo.slo().map(slo -> SloRating.of(slo, file.tally(), file.expectation().arrivals().isPresent(),
                verdict, memo.validated(), memo.tolerances().accepted()));
    }

    private LevelOutcome outcome(Account account, CaseFile file, Verdict verdict) {
        int level = file.scope() instanceof Scope.Level(int index) ? index : 0;
        Optional<PhaseNote> phase = account.phase(file.scope());
        return new LevelOutcome(phase.map(PhaseNote::concurrency).orElse(OptionalInt.empty()),
                phase.flatMap(PhaseNote::arrivals), phase.flatMap(PhaseNote::issued), file.span(), file.tally(),
                account.tally(new Scope.WarmUp(level)), file.instrumentError(),
                memo.validated() ? Optional.of(Judgement.of(file, verdict)) : Optional.empty(),
                phase.map(note -> LevelCourse.of(account, note, memo.cuts())), rate(file, verdict));
    }
}
