/**
 * Load tests from Java. In goes a {@link io.llmloadtest.library.LoadTest}, a builder with the options of the command line; out
 * comes a {@link io.llmloadtest.library.Result}. Nothing here prints, and nothing ends the process.
 */
@NullMarked
package io.llmloadtest.library;

import org.jspecify.annotations.NullMarked;
