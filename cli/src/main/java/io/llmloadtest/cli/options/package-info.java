/**
 * The options of the commands, grouped by what they are about. In come words from the command line, out go the records of
 * the rooms that use them.
 */
@NullMarked
package io.llmloadtest.cli.options;

import org.jspecify.annotations.NullMarked;
