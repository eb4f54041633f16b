package io.llmloadtest.runner;

import io.llmloadtest.store.RunStatus;
import java.time.Instant;

/**
 * How a run ended.
 *
 * @param runId its name
 * @param startedAt wall-clock start
 * @param completedAt wall-clock end
 * @param status whether every phase ran to its end
 */
record Finished(String runId, Instant startedAt, Instant completedAt, RunStatus status) {}
