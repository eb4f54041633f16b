/**
 * Two sides of runs held against each other: a baseline and a candidate. In come published results; out come what differs
 * in how they were made, the change of each measure with its interval, and the decision of a gate. Pure but for the reading of
 * results; says nothing in words.
 */
@NullMarked
package io.llmloadtest.compare;

import org.jspecify.annotations.NullMarked;
