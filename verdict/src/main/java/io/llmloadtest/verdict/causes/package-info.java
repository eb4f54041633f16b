/**
 * The judge's third pass. Each cause is one file: it looks at what is left of the residuals and either claims, with the
 * amounts it predicts for every witness, or says nothing. {@link io.llmloadtest.verdict.causes.Diagnosis} holds their
 * order.
 */
@NullMarked
package io.llmloadtest.verdict.causes;

import org.jspecify.annotations.NullMarked;
