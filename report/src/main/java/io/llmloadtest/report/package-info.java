/**
 * The result as a person reads it in a terminal.
 */
@NullMarked
package io.llmloadtest.report;

import org.jspecify.annotations.NullMarked;
