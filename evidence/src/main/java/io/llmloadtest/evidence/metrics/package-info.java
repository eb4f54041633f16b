/**
 * What the metrics page says. In come the bytes of scrapes, out go counter movements per meaning, with resets and missing
 * families told apart. A dialect decides which name means what.
 */
@NullMarked
package io.llmloadtest.evidence.metrics;

import org.jspecify.annotations.NullMarked;
