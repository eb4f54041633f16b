package io.llmloadtest.collect.traces;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.evidence.traces.TraceAvailability;
import io.llmloadtest.model.Tick;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@code evidence/traces.json} says beside the spans.
 *
 * @param address where they were received, or meant to be
 * @param problem why they could not be; empty when they could
 * @param detail the system's words
 * @param dropped spans left out to keep memory bounded
 * @param badMessages messages that were no spans
 * @param boundaries the boundaries that were marked
 */
record TraceNote(String address, Optional<TraceAvailability.Problem> problem, String detail, long dropped,
        long badMessages, List<Mark> boundaries) {

    static final String FILE = "traces.json";
    static final String SPANS = "spans.jsonl";

    TraceNote {
        boundaries = List.copyOf(boundaries);
    }

    TraceAvailability availability() {
        return problem.<TraceAvailability>map(what -> new TraceAvailability.Missing(address, what, detail))
                .orElseGet(() -> new TraceAvailability.Received(address));
    }

    /**
     * A boundary.
     *
     * @param index its place
     * @param atNanos the client's clock
     * @param wall the wall clock
     */
    record Mark(int index, long atNanos, Instant wall) {

        static Mark of(Boundary boundary) {
            return new Mark(boundary.index(), boundary.at().nanos(), boundary.wall());
        }

        Boundary toBoundary() {
            return new Boundary(index, new Tick(atNanos), wall);
        }
    }
}
