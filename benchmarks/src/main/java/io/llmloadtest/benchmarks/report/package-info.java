/**
 * Run folders of any size, without a run: what the page for a browser is measured with.
 */
@NullMarked
package io.llmloadtest.benchmarks.report;

import org.jspecify.annotations.NullMarked;
