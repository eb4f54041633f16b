/**
 * Hostile evidence: real captures, damaged at random, through every parser that reads what a server wrote. Nothing may be
 * thrown, nothing may hang, nothing may pile up. {@code benchmarks/fuzz-bench} runs it.
 */
@NullMarked
package io.llmloadtest.benchmarks.fuzz;

import org.jspecify.annotations.NullMarked;
