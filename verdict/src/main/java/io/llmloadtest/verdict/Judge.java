package io.llmloadtest.verdict;

import io.llmloadtest.verdict.balance.Admitted;
import io.llmloadtest.verdict.balance.Balance;
import io.llmloadtest.verdict.balance.Gate;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.causes.Diagnosis;
import io.llmloadtest.verdict.roll.Roll;
import io.llmloadtest.verdict.roll.RollRows;
import io.llmloadtest.verdict.rows.Rows;
import java.util.List;

/**
 * Judges case files in four passes. The gate takes out what cannot be used; the balance sets the client's completed work
 * against what the server counted; the diagnosis finds causes for what is left; the rating makes rows and words of it.
 * Pure: the same file gets the same verdict.
 *
 * <pre>{@code
 * Verdict level = Judge.judge(file, Tolerances.DEFAULT);
 * RunVerdict run = Judge.judgeRun(levels, wholeRun, Tolerances.DEFAULT);
 * }</pre>
 */
public final class Judge {

    private Judge() {
    }

    /** Judges a level, or a run that has no levels. */
    public static Verdict judge(CaseFile file, Tolerances tolerances) {
        return hear(Gate.admit(file), tolerances);
    }

    /**
     * Judges a run: every level on its own, then the whole.
     *
     * @param levels the levels' files
     * @param run the file of the whole run: metrics from the first snapshot to the last, the levels' tallies together, the
     *     warm-ups' (and the waiting request's) beside them
     */
    public static RunVerdict judgeRun(List<CaseFile> levels, CaseFile run, Tolerances tolerances) {
        List<Verdict> each = levels.stream().map(level -> judge(level, tolerances)).toList();
        return RunRating.of(hear(Gate.admit(run, levels), tolerances), each, tolerances.accepted());
    }

    private static Verdict hear(Admitted admitted, Tolerances tolerances) {
        Roll roll = Roll.of(admitted.file());
        Hearing hearing = new Hearing(admitted, Balance.of(admitted), Rows.measured(admitted, tolerances),
                tolerances.shared(), roll,
                RollRows.of(admitted.file(), roll, tolerances, Rows.ttftAllowanceMillis(admitted, tolerances)));
        return Rating.of(hearing, Diagnosis.of(hearing), tolerances);
    }
}
