package io.llmloadtest.verdict.slo;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An objective held against what was measured.
 *
 * @param objective the objective
 * @param value what was measured, in the objective's unit; empty when nothing can be said
 * @param atLeast whether the value is only known to be that large, because requests timed out
 * @param outcome whether it holds
 * @param unknown why it cannot be told; empty when it can
 */
public record Rated(Objective objective, OptionalDouble value, boolean atLeast, Outcome outcome,
        Optional<Unknown> unknown) {

    /** Why it cannot be told whether an objective holds. */
    public enum Unknown {
        /** There are fewer values than the percentile needs: {@link Statistic.Percentile#leastCount}. */
        TOO_FEW,
        /** Requests timed out, and the value is only known to be larger than something within the limit. */
        TIMED_OUT,
        /** No request has such a value. */
        NOTHING_MEASURED;

        /** The name in the published result. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Rated known(Objective objective, double value) {
        return new Rated(objective, OptionalDouble.of(value), false,
                objective.holds(value) ? Outcome.MET : Outcome.MISSED, Optional.empty());
    }

    static Rated atLeast(Objective objective, double value) {
        return objective.holds(value)
                ? new Rated(objective, OptionalDouble.of(value), true, Outcome.CANNOT_TELL,
                        Optional.of(Unknown.TIMED_OUT))
                : new Rated(objective, OptionalDouble.of(value), true, Outcome.MISSED, Optional.empty());
    }

    static Rated unknown(Objective objective, Unknown why) {
        return new Rated(objective, OptionalDouble.empty(), false, Outcome.CANNOT_TELL, Optional.of(why));
    }

    /** How near the limit the value is, above 1 beyond it; of a wanted share, how near what is missing of 1 is. */
    double strain() {
        double at = value.orElse(0);
        return objective.metric().isWanted()
                ? (1 - at) / Math.max(1e-9, 1 - objective.limit())
                : at / Math.max(1e-9, objective.limit());
    }
}
