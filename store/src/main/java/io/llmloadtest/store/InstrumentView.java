package io.llmloadtest.store;

import io.llmloadtest.model.InstrumentError;
import io.llmloadtest.model.Strain;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the client's own process went through in a level.
 *
 * @param connectionsOpened connections that were opened to the server
 * @param cpuCores processors that were busy on average
 * @param gcPauses stops of all threads by the garbage collector
 * @param crowdedReads the fraction of reads that brought several chunks of a stream at once
 */
public record InstrumentView(long connectionsOpened, OptionalDouble cpuCores, PausesView gcPauses,
        OptionalDouble crowdedReads) {

    /**
     * Pauses of the garbage collector.
     *
     * @param count how many
     * @param totalMs all together, in milliseconds
     * @param maxMs the longest, in milliseconds
     */
    public record PausesView(long count, double totalMs, double maxMs) {}

    static Optional<InstrumentView> of(Optional<InstrumentError> error) {
        return error.flatMap(InstrumentError::strain).map(InstrumentView::of);
    }

    private static InstrumentView of(Strain strain) {
        return new InstrumentView(strain.connections(), strain.cores(),
                new PausesView(strain.pauses(), strain.pauseNanos() / 1e6, strain.longestPauseNanos() / 1e6),
                strain.crowded());
    }
}
