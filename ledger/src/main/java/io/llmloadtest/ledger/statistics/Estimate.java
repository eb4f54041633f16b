package io.llmloadtest.ledger.statistics;

import java.util.Optional;

/**
 * A number and how exactly it is known.
 *
 * @param value the best guess
 * @param interval where the true value lies; empty when there is too little to tell
 */
public record Estimate(double value, Optional<Interval> interval) {}
