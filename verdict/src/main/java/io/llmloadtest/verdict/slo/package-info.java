/**
 * Service level objectives: what a user promises about a service, a level held against it, and the search for the highest
 * level that keeps the promise. A level's tally and verdict come in, whether the objectives are met goes out; what cannot be
 * told is never called met. Pure: the search is given outcomes and says what to try next.
 */
@NullMarked
package io.llmloadtest.verdict.slo;

import org.jspecify.annotations.NullMarked;
