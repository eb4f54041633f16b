package io.llmloadtest.ledger;

/**
 * A value among the values of a distribution.
 *
 * @param nanos the value, in nanoseconds
 * @param share how many of all values are at most as large, from 0 to 1
 */
public record Rank(double nanos, double share) {}
