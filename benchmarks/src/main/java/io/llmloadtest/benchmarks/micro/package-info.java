/**
 * Micro-benchmarks of what runs often: a chunk, a metrics page, a log line. {@code benchmarks/parse-bench} runs them.
 */
@NullMarked
package io.llmloadtest.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
