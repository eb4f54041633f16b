package io.llmloadtest.load.workload;

/**
 * The lengths of one request.
 *
 * @param input prompt tokens as the server counts them
 * @param output answer tokens
 */
record Size(int input, int output) {}
