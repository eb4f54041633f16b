package io.llmloadtest.compare;

import io.llmloadtest.compare.effects.Margins;
import io.llmloadtest.compare.effects.Measure;
import io.llmloadtest.compare.likeness.Aspect;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How sides are to be held against each other.
 *
 * @param measures what is looked at, all together
 * @param named whether the user named them: then one that nobody measured is missed
 * @param margins how much worse still counts as the same
 * @param spread standard deviation between runs as the user states it, as a fraction; empty when not
 * @param allowed aspects in which runs may differ although they should not
 * @param unvalidated whether runs are taken that did not pass validation
 */
public record Terms(List<Measure> measures, boolean named, Margins margins, OptionalDouble spread, Set<Aspect> allowed,
        boolean unvalidated) {

    /** What holds when nobody says anything. */
    public static final Terms USUAL = new Terms(Measure.usual(), false, Margins.USUAL, OptionalDouble.empty(),
            Set.of(), false);

    public Terms {
        measures = List.copyOf(measures);
        allowed = allowed.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(allowed));
    }
}
