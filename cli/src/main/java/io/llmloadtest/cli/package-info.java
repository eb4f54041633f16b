/**
 * The commands, their options and exit codes, and the assembly of all rooms into one program.
 */
@NullMarked
package io.llmloadtest.cli;

import org.jspecify.annotations.NullMarked;
