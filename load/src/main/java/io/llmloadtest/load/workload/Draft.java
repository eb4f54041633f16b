package io.llmloadtest.load.workload;

import java.util.OptionalInt;

/**
 * What is particular to one request.
 *
 * @param prompt the value of {@code messages}, {@code prompt} or {@code input}, as JSON
 * @param inputTokens its exact length as the server counts it; empty when that is not known
 * @param outputTokens the answer's length
 * @param salt requests with the same one may find each other's prompts in the server's cache
 */
record Draft(String prompt, OptionalInt inputTokens, int outputTokens, long salt) {}
