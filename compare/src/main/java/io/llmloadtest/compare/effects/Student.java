package io.llmloadtest.compare.effects;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Student's t.
 *
 * @param degreesOfFreedom above 0; infinite for the normal law
 */
record Student(double degreesOfFreedom) {

    /** The value below which the share {@code probability} lies. */
    double quantile(double probability) {
        return law().inverseCumulativeProbability(probability);
    }

    /** How often chance alone lies above {@code value}. */
    double beyond(double value) {
        return law().survivalProbability(value);
    }

    private TDistribution law() {
        return TDistribution.of(degreesOfFreedom);
    }
}
