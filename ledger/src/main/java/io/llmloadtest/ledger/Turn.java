package io.llmloadtest.ledger;

/**
 * Which turn of which conversation a request is.
 *
 * @param conversation its place among those of its scope, from 0
 * @param number the turn, from 1
 */
public record Turn(int conversation, int number) {}
