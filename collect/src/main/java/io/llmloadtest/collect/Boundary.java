package io.llmloadtest.collect;

import io.llmloadtest.model.Tick;
import java.time.Instant;

/**
 * A quiet moment between two phases of a run, when nothing of ours is in flight. Phases are cut here.
 *
 * @param index its place in the run, from 0
 * @param at the client's clock
 * @param wall the wall clock of this machine
 */
public record Boundary(int index, Tick at, Instant wall) {}
