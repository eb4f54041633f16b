/**
 * The client side of the truth bench: drives the product's own generator, transport and recorder against the truth server,
 * and compares what the product reports with what the server did. Each run is a process of its own, so that CPU time and
 * memory are those of one cell of the table.
 */
@NullMarked
package io.llmloadtest.benchmarks.client;

import org.jspecify.annotations.NullMarked;
