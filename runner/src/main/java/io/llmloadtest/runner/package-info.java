/**
 * One run from plan to result: preflight, levels, settling, judging, and progress events on the way.
 */
@NullMarked
package io.llmloadtest.runner;

import org.jspecify.annotations.NullMarked;
