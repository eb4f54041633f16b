package io.llmloadtest.compare;

import io.llmloadtest.compare.effects.Effect;
import io.llmloadtest.compare.effects.Outcome;
import java.util.List;
import java.util.Locale;

/** What a gate says. */
public enum Decision {
    /** Every measure is the same or better. */
    NO_REGRESSION,
    /** A measure is worse. */
    REGRESSION,
    /** None is known to be worse, and not all are known not to be. */
    CANNOT_TELL;

    /** The decision on these effects; nothing looked at is nothing known. */
    static Decision on(List<Effect> effects) {
        List<Outcome> outcomes = effects.stream().map(Effect::outcome).toList();
        if (outcomes.contains(Outcome.WORSE)) {
            return REGRESSION;
        }
        return outcomes.isEmpty() || outcomes.contains(Outcome.CANNOT_TELL) ? CANNOT_TELL : NO_REGRESSION;
    }

    /** Its name in documents. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
