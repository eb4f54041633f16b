/**
 * What users' files say: prompts of a dataset, lengths of requests. In comes a path, out come entries, or an {@link
 * io.llmloadtest.load.plan.IllegalPlanException} that names file and line. Files are read as streams, and what is kept of
 * them is bounded, however large they are.
 */
@NullMarked
package io.llmloadtest.load.dataset;

import org.jspecify.annotations.NullMarked;
