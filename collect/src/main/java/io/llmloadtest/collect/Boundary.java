package io.llmloadtest.collect;

import io.llmloadtest.model.Tick;
import java.time.Instant;
import java.util.List;

/**
 * A quiet moment between two phases of a run, when nothing of ours is in flight. Phases are cut here.
 *
 * @param index its place in the run, from 0
 * @param at the client's clock
 * @param wall the wall clock of this machine
 */
public record Boundary(int index, Tick at, Instant wall) {

    /** The one of that index among those that were recorded, in order. One that was not recorded lies where the record ends. */
    public static Boundary among(List<Boundary> recorded, int index) {
        return recorded.stream().filter(boundary -> boundary.index() == index).findFirst()
                .orElseGet(() -> recorded.isEmpty()
                        ? new Boundary(index, Tick.ZERO, Instant.EPOCH)
                        : new Boundary(index, recorded.getLast().at(), recorded.getLast().wall()));
    }
}
