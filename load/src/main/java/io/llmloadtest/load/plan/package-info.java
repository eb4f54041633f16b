/**
 * What a user asked for, checked. In come the options of a run, out goes an immutable {@link
 * io.llmloadtest.load.plan.Plan}, or an {@link io.llmloadtest.load.plan.IllegalPlanException} in the user's own words.
 */
@NullMarked
package io.llmloadtest.load.plan;

import org.jspecify.annotations.NullMarked;
