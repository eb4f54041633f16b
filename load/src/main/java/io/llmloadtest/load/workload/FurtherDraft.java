package io.llmloadtest.load.workload;

import java.util.Optional;

/**
 * What is particular to a turn after the first.
 *
 * @param question what is asked: message objects as JSON, with commas between them
 * @param inputTokens what it adds to the prompt, about
 * @param outputTokens the answer's length
 * @param before what stands for the answer before it instead of the server's own, in the same form
 */
record FurtherDraft(String question, int inputTokens, int outputTokens, Optional<String> before) {}
