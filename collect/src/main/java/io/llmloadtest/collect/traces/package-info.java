/**
 * The witness of traces. In come OTLP messages over HTTP or gRPC, or the spans that a run folder keeps; out go the requests
 * that the server served, one by one. Nothing a sender does ends the run: what is no span is counted, what is too much is
 * dropped and counted.
 */
@NullMarked
package io.llmloadtest.collect.traces;

import org.jspecify.annotations.NullMarked;
