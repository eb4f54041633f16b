/**
 * A vLLM look-alike on one port with a believable engine and switchable faults, written from wire facts alone.
 */
@NullMarked
package io.llmloadtest.simulator;

import org.jspecify.annotations.NullMarked;
