/**
 * Whether runs can be compared at all: what was asked for, of what, over which way, and what of it differs. In come runs;
 * out come differences, each either a reason to refuse or something to be told.
 */
@NullMarked
package io.llmloadtest.compare.likeness;

import org.jspecify.annotations.NullMarked;
