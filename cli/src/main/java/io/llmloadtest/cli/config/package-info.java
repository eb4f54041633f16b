/**
 * Options that are not on the command line: a plan file, the environment and profiles become the arguments that they stand
 * for, so that every option of every command has them without doing anything for it.
 */
@NullMarked
package io.llmloadtest.cli.config;

import org.jspecify.annotations.NullMarked;
