package io.llmloadtest.verdict.slo;

import io.llmloadtest.ledger.Distribution;
import io.llmloadtest.ledger.Distribution.Percentile;
import io.llmloadtest.ledger.Gaps;
import io.llmloadtest.ledger.Tally;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The numbers of a level that objectives speak of. Where requests come by a schedule, TTFT and E2E count from the scheduled
 * moment: what had to wait its turn is not let off.
 *
 * @param tally the level's requests
 * @param scheduled whether requests came by a schedule
 */
record Measured(Tally tally, boolean scheduled) {

    Rated rate(Objective objective) {
        return switch (objective.metric()) {
            case TTFT -> latency(objective, scheduled ? tally.ttftFromSchedule() : tally.ttft());
            case E2E -> latency(objective, scheduled ? tally.e2eFromSchedule() : tally.e2e());
            case TPOT -> latency(objective, tally.tpot());
            case ITL -> gaps(objective, tally.itl());
            case GOODPUT -> share(objective, tally.good());
            case ERROR_RATE -> share(objective, tally.failed());
        };
    }

    private Rated share(Objective objective, long requests) {
        return tally.sent() == 0
                ? Rated.unknown(objective, Rated.Unknown.NOTHING_MEASURED)
                : Rated.known(objective, requests / (double) tally.sent());
    }

    private static Rated latency(Objective objective, Distribution values) {
        boolean censored = values.censored() > 0;
        return switch (objective.statistic().orElseThrow()) {
            case Statistic.Mean() -> number(objective, values.meanAtLeast(), censored);
            case Statistic.Max() -> number(objective, values.maxAtLeast(), censored);
            case Statistic.Percentile at ->
                percentile(objective, values.count() + values.censored(), values.percentile(at.share()));
        };
    }

    private static Rated gaps(Objective objective, Gaps gaps) {
        return switch (objective.statistic().orElseThrow()) {
            case Statistic.Mean() -> number(objective, gaps.mean(), false);
            case Statistic.Max() -> number(objective, gaps.max(), false);
            case Statistic.Percentile at -> percentile(objective, gaps.count(), gaps.percentile(at.share()));
        };
    }

    private static Rated number(Objective objective, OptionalDouble nanos, boolean atLeast) {
        if (nanos.isEmpty()) {
            return Rated.unknown(objective, Rated.Unknown.NOTHING_MEASURED);
        }
        double millis = millis(nanos.getAsDouble());
        return atLeast ? Rated.atLeast(objective, millis) : Rated.known(objective, millis);
    }

    private static Rated percentile(Objective objective, long values, Optional<Percentile> percentile) {
        return percentile
                .map(found -> found.isLowerBound()
                        ? Rated.atLeast(objective, millis(found.nanos()))
                        : Rated.known(objective, millis(found.nanos())))
                .orElseGet(() -> Rated.unknown(objective,
                        values == 0 ? Rated.Unknown.NOTHING_MEASURED : Rated.Unknown.TOO_FEW));
    }

    /** To the nanosecond, as the result shows it: a value that is shown as the limit is judged as the limit. */
    private static double millis(double nanos) {
        return Math.round(nanos) / 1e6;
    }
}
