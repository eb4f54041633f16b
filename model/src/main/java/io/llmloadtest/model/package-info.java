/**
 * The words every other room speaks: readings that may be absent, client ticks and server instants, windows,
 * scopes and spans. Nothing here does I/O or reads a clock.
 */
@NullMarked
package io.llmloadtest.model;

import org.jspecify.annotations.NullMarked;
