/**
 * A vLLM look-alike on one port: HTTP and SSE in the form of a chosen vLLM version, a continuous-batching engine behind it, metrics and log lines as
 * that version writes them, and a catalogue of faults to switch on. It is written from wire facts alone and shares no code with the rest of the product,
 * and it keeps its own record of what really happened ({@link io.llmloadtest.simulator.SimulatorTruth}).
 */
@NullMarked
package io.llmloadtest.simulator;

import org.jspecify.annotations.NullMarked;
