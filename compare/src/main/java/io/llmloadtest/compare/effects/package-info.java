/**
 * How far two sides lie apart, and whether that is more than chance. In come the numbers of each run, side by side; out come
 * changes with intervals, what could have been found, and an outcome. Pure, and always the same for the same numbers.
 */
@NullMarked
package io.llmloadtest.compare.effects;

import org.jspecify.annotations.NullMarked;
