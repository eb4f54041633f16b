package io.llmloadtest.verdict.slo;

import io.llmloadtest.ledger.Tally;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A level held against all objectives.
 *
 * @param outcome whether they are met; what is met or missed for a doubtful reason cannot be told
 * @param objectives one by one, in the order of the objectives
 * @param doubts what speaks against what the numbers say: names of findings, or {@code unverified}
 */
public record SloRating(Outcome outcome, List<Rated> objectives, List<String> doubts) {

    public SloRating {
        objectives = List.copyOf(objectives);
        doubts = List.copyOf(doubts);
    }

    /**
     * Holds a level against the objectives.
     *
     * @param tally its requests
     * @param scheduled whether they came by a schedule
     * @param verdict what the judge says of it
     * @param validated whether the server's evidence was asked for at all
     * @param accepted findings that the user knows of
     */
    public static SloRating of(Slo slo, Tally tally, boolean scheduled, Verdict verdict, boolean validated,
            Set<FindingId> accepted) {
        Measured measured = new Measured(tally, scheduled);
        List<Rated> rated = slo.objectives().stream().map(measured::rate).toList();
        Outcome measuredOutcome = together(rated);
        List<String> doubts = Doubts.against(measuredOutcome, verdict, validated, accepted);
        return new SloRating(doubts.isEmpty() ? measuredOutcome : Outcome.CANNOT_TELL, rated, doubts);
    }

    /** One that is missed is enough; else one that cannot be told. */
    private static Outcome together(List<Rated> rated) {
        List<Outcome> all = rated.stream().map(Rated::outcome).toList();
        return all.contains(Outcome.MISSED)
                ? Outcome.MISSED
                : all.contains(Outcome.CANNOT_TELL) ? Outcome.CANNOT_TELL : Outcome.MET;
    }

    /** The objective that decided: the one missed by most, or that cannot be told, or the one met most narrowly. */
    public Rated deciding() {
        Outcome decided = together(objectives);
        return objectives.stream().filter(each -> each.outcome() == decided)
                .max(Comparator.comparingDouble(Rated::strain)).orElseThrow();
    }

    /** Whether the level was cut short, so that it says nothing of the service. */
    public boolean isCutShort() {
        return doubts.contains(FindingId.LOAD_INTERRUPTED.key());
    }
}
