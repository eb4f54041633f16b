/**
 * Keeps the server busy. In come a phase of the plan and a workload; out go one record for each request, through the
 * listener, and the phase's windows and counts.
 */
@NullMarked
package io.llmloadtest.load.generator;

import org.jspecify.annotations.NullMarked;
