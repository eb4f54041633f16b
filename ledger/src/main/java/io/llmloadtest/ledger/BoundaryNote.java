package io.llmloadtest.ledger;

import io.llmloadtest.model.Tick;
import java.time.Instant;

/**
 * A quiet moment between two phases at which the witnesses were asked.
 *
 * @param index its place in the run, from 0
 * @param at the client's clock
 * @param wall the wall clock
 */
public record BoundaryNote(int index, Tick at, Instant wall) {}
