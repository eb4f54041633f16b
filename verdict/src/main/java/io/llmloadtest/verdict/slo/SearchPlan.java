package io.llmloadtest.verdict.slo;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the highest setting that meets the objectives is looked for, and how closely.
 *
 * @param axis what is turned up
 * @param least the setting to begin with, above 0; a whole number of a concurrency
 * @param most the highest that is tried, at least {@code least}
 * @param precision how far apart the highest met and the lowest not met may be at the end, as a share of the former; whole
 *     numbers may always be neighbours
 * @param repeats the most times a setting is tried; odd, so that a majority decides
 * @param longest after this time nothing new is tried
 * @param peak the load to count replicas for
 */
public record SearchPlan(Axis axis, double least, double most, double precision, int repeats, Duration longest,
        Optional<Peak> peak) {

    /** The precision that is usual. */
    public static final double USUAL_PRECISION = 0.1;

    /** How often a setting near the border is tried usually. */
    public static final int USUAL_REPEATS = 3;

    /** The time that is usual. */
    public static final Duration USUAL_TIME = Duration.ofHours(1);

    /** Levels of a search at most: far more than doubling, halving and repeating need. */
    public static final int MOST_LEVELS = 100;
}
