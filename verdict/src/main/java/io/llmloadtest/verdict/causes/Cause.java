package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** Something that may have happened. */
@FunctionalInterface
interface Cause {

    /**
     * Says whether it happened. A cause predicts sign and amount for every witness and claims its part of the residuals
     * wholly or not at all.
     *
     * @param left what the causes before it have left of the residuals, and what they said
     * @param hearing the evidence
     */
    Optional<Claim> explain(Residuals left, Hearing hearing);
}
