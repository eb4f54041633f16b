/**
 * How far a number can be trusted: intervals of means and percentiles, when a percentile may be spoken of at all, and where
 * a series has left its start behind. In come plain numbers; out come estimates. Always the same for the same numbers.
 */
@NullMarked
package io.llmloadtest.ledger.statistics;

import org.jspecify.annotations.NullMarked;
