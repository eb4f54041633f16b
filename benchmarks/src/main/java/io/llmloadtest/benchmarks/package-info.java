/**
 * Measures our own speed and error: the truth server, the truth bench, and micro-benchmarks.
 */
@NullMarked
package io.llmloadtest.benchmarks;

import org.jspecify.annotations.NullMarked;
