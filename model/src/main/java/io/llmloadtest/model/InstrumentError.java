package io.llmloadtest.model;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * How late the client itself was: the time between the moment something was due on its event loop and the moment the loop
 * got to it, sampled a hundred times a second. Where the loop stamps arrivals itself, a chunk that arrives at any moment waits
 * about as long for its stamp, so this is what every latency of the client may be too high by. Where the kernel stamps them,
 * only chunks that were read together with later ones are late: a read has the stamp of its last segment.
 *
 * @param samples how often it was sampled
 * @param meanNanos the mean lateness
 * @param deviationNanos the standard deviation of the lateness
 * @param p50Nanos the median lateness
 * @param p99Nanos the 99th percentile
 * @param maxNanos the largest lateness
 * @param inStamps whether every stamp is late by it
 * @param strain what the client's process went through meanwhile; empty when nobody looked
 */
public record InstrumentError(long samples, double meanNanos, double deviationNanos, long p50Nanos, long p99Nanos,
        long maxNanos, boolean inStamps, Optional<Strain> strain) {

    /** A lateness alone. */
    public InstrumentError(long samples, double meanNanos, double deviationNanos, long p50Nanos, long p99Nanos,
            long maxNanos, boolean inStamps) {
        this(samples, meanNanos, deviationNanos, p50Nanos, p99Nanos, maxNanos, inStamps, Optional.empty());
    }

    /** The lateness of a loop that stamps arrivals itself. */
    public InstrumentError(long samples, double meanNanos, double deviationNanos, long p50Nanos, long p99Nanos,
            long maxNanos) {
        this(samples, meanNanos, deviationNanos, p50Nanos, p99Nanos, maxNanos, true);
    }

    /** The same, with what the process went through. */
    public InstrumentError with(Strain seen) {
        return new InstrumentError(samples, meanNanos, deviationNanos, p50Nanos, p99Nanos, maxNanos, inStamps,
                Optional.of(seen));
    }

    /** How much later than arrivals their stamps are on average. */
    public double meanInStampsNanos() {
        return inStamps ? meanNanos : 0;
    }

    /**
     * How far the mean lateness that {@code independent} stamps met may lie above the mean of all moments: two standard
     * errors, in nanoseconds.
     */
    public double uncertaintyNanos(double independent) {
        return 2 * deviationNanos / Math.sqrt(Math.max(1, independent));
    }

    /** Both stretches together. Deviation and percentiles are the larger of the two. */
    public InstrumentError plus(InstrumentError other) {
        long all = samples + other.samples;
        return new InstrumentError(all,
                all == 0 ? 0 : (samples * meanNanos + other.samples * other.meanNanos) / all,
                Math.max(deviationNanos, other.deviationNanos),
                Math.max(p50Nanos, other.p50Nanos), Math.max(p99Nanos, other.p99Nanos),
                Math.max(maxNanos, other.maxNanos), inStamps || other.inStamps,
                Stream.of(strain, other.strain).flatMap(Optional::stream).reduce(Strain::plus));
    }
}
