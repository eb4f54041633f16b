/**
 * Single requests as the server recorded them, from OpenTelemetry spans. In come decoded spans, out go requests with their
 * tokens and times, and what was missing.
 */
@NullMarked
package io.llmloadtest.evidence.traces;

import org.jspecify.annotations.NullMarked;
