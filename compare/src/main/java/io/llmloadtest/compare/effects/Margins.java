package io.llmloadtest.compare.effects;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * How much worse still counts as the same. Of times and rates a fraction: 0.05 is a factor of 1.05 to either side. Of
 * shares it is in points: 0.01 is one percent of the requests.
 *
 * @param usual of measures without one of their own; empty for {@link #OF_RATIOS}, or {@link #OF_ERRORS} of the error rate
 * @param own by the measure's key
 */
public record Margins(OptionalDouble usual, Map<String, Double> own) {

    /** Of everything but the error rate, when nobody says otherwise. */
    public static final double OF_RATIOS = 0.05;

    /** Of the error rate, when nobody says otherwise: 5 points more errors are never the same. */
    public static final double OF_ERRORS = 0.01;

    /** Those of somebody who says nothing. */
    public static final Margins USUAL = new Margins(OptionalDouble.empty(), Map.of());

    public Margins {
        own = Map.copyOf(own);
    }

    /** The margin of a measure. A usual margin is not meant for the error rate, which needs one of its own. */
    public double of(Measure measure) {
        Double named = own.get(measure.key());
        if (named != null) {
            return named;
        }
        return measure.key().equals("error_rate") ? OF_ERRORS : usual.orElse(OF_RATIOS);
    }
}
