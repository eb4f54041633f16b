/**
 * Judges a case file: compares, balances, names causes. Pure functions of recorded facts; no text, no I/O, no clock.
 */
@NullMarked
package io.llmloadtest.verdict;

import org.jspecify.annotations.NullMarked;
