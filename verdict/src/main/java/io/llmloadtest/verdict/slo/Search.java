package io.llmloadtest.verdict.slo;

import io.llmloadtest.verdict.slo.Conclusion.Border;
import io.llmloadtest.verdict.slo.Conclusion.End;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The search for the highest setting that meets the objectives. It doubles until a setting does not, halves the gap until it is
 * narrow, and then tries both edges again until a majority has decided each: one lucky or unlucky level decides nothing. A
 * setting that cannot be told is an upper edge, never a lower one. What comes next hangs on the outcomes so far alone, so a
 * finished search can be read back from its levels. Not safe for concurrent use.
 *
 * <pre>{@code
 * Search search = new Search(plan);
 * while (search.next() instanceof Search.Try(double setting, var reason)) {
 *     search.add(setting, outcomeOf(setting));
 * }
 * Conclusion conclusion = search.conclusion();
 * }</pre>
 */
public final class Search {

    /** What to do next. */
    public sealed interface Step {}

    /**
     * Try a setting.
     *
     * @param setting which
     * @param reason why this one
     */
    public record Try(double setting, Reason reason) implements Step {}

    /**
     * Nothing is left to try.
     *
     * @param end what that means
     */
    public record Done(End end) implements Step {}

    /** Why a setting is tried. */
    public enum Reason {
        /** The bottom of the range. */
        FIRST,
        /** All before met the objectives. */
        DOUBLED,
        /** It lies between one that did and one that did not. */
        HALVED,
        /** It lies at the edge, and no majority has decided it. */
        REPEATED
    }

    private final SearchPlan plan;
    private final NavigableMap<Double, Ballot> ballots = new TreeMap<>();

    /** A search that has not begun. */
    public Search(SearchPlan plan) {
        this.plan = plan;
    }

    /** A setting came out so. */
    public void add(double setting, Outcome outcome) {
        ballots.merge(setting, Ballot.NONE.with(outcome), (before, _) -> before.with(outcome));
    }

    /** What to do next. */
    public Step next() {
        if (ballots.isEmpty()) {
            return new Try(plan.least(), Reason.FIRST);
        }
        Optional<Border> met = met();
        Optional<Border> notMet = notMet();
        if (notMet.isEmpty()) {
            return upwards(met.orElseThrow());
        }
        if (met.isEmpty() || standing(notMet.get()) == Outcome.CANNOT_TELL) {
            if (!isDecided(notMet.get())) {
                return again(notMet.get());
            }
            if (met.isEmpty()) {
                return new Done(standing(notMet.get()) == Outcome.MISSED ? End.NONE_MET : End.CANNOT_TELL);
            }
        }
        return inwards(met.get(), notMet.get());
    }

    private Step upwards(Border met) {
        if (met.setting() < plan.most()) {
            return new Try(Math.min(2 * met.setting(), plan.most()), Reason.DOUBLED);
        }
        return isDecided(met) ? new Done(End.TOP_MET) : again(met);
    }

    private Step inwards(Border met, Border notMet) {
        if (!plan.axis().isTight(met.setting(), notMet.setting(), plan.precision())) {
            return new Try(plan.axis().between(met.setting(), notMet.setting()), Reason.HALVED);
        }
        if (!isDecided(met)) {
            return again(met);
        }
        return isDecided(notMet)
                ? new Done(standing(notMet) == Outcome.MISSED ? End.FOUND : End.CANNOT_TELL)
                : again(notMet);
    }

    /** What is known so far. */
    public Conclusion conclusion() {
        return new Conclusion(next() instanceof Done(End end) ? end : End.UNFINISHED, met(), notMet());
    }

    /** The lowest setting that does not stand as met. */
    private Optional<Border> notMet() {
        return ballots.entrySet().stream().filter(each -> each.getValue().standing(plan.repeats()) != Outcome.MET)
                .findFirst().map(Search::border);
    }

    /** The highest below that. */
    private Optional<Border> met() {
        Optional<Border> above = notMet();
        return Optional.ofNullable(
                above.isPresent() ? ballots.lowerEntry(above.get().setting()) : ballots.lastEntry())
                .map(Search::border);
    }

    private static Border border(Map.Entry<Double, Ballot> entry) {
        return new Border(entry.getKey(), entry.getValue());
    }

    private Outcome standing(Border border) {
        return border.ballot().standing(plan.repeats());
    }

    private boolean isDecided(Border border) {
        return border.ballot().isDecided(plan.repeats());
    }

    private static Try again(Border border) {
        return new Try(border.setting(), Reason.REPEATED);
    }
}
