package io.llmloadtest.ledger;

import io.llmloadtest.ledger.statistics.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Inter-token latencies of a whole level: exact count and sum, and percentiles to three significant digits. Constant
 * memory however many gaps there are. Not safe for concurrent use.
 */
public final class Gaps {

    private static final long MOST_NANOS = 3_600_000_000_000L;

    private final Histogram histogram = new Histogram(MOST_NANOS, 3);
    private double sum;
    private double squares;
    private long min = Long.MAX_VALUE;
    private long max;

    /** Adds one gap, {@code times} over. */
    public void add(long nanos, int times) {
        long value = Math.clamp(nanos, 0, MOST_NANOS);
        histogram.recordValueWithCount(value, times);
        sum += (double) nanos * times;
        squares += (double) nanos * nanos * times;
        min = Math.min(min, nanos);
        max = Math.max(max, nanos);
    }

    /** Adds everything of {@code other}. */
    public void addAll(Gaps other) {
        histogram.add(other.histogram);
        sum += other.sum;
        squares += other.squares;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    /** The number of gaps. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** The sum of all gaps, in nanoseconds. */
    public double sumNanos() {
        return sum;
    }

    /** The mean, in nanoseconds. */
    public OptionalDouble mean() {
        return known(count() == 0 ? 0 : sum / count());
    }

    /** The population standard deviation, in nanoseconds. */
    public OptionalDouble standardDeviation() {
        if (count() == 0) {
            return OptionalDouble.empty();
        }
        double mean = sum / count();
        return OptionalDouble.of(Math.sqrt(Math.max(0, squares / count() - mean * mean)));
    }

    /** The share of gaps, from 0 to 1, that are at most {@code nanos} long; 0 when there is none. */
    public double shareUpTo(double nanos) {
        return count() == 0
                ? 0
                : histogram.getCountBetweenValues(0, Math.clamp(Math.round(nanos), 0, MOST_NANOS)) / (double) count();
    }

    /** The smallest gap, in nanoseconds. */
    public OptionalDouble min() {
        return known((double) min);
    }

    /** The largest gap, in nanoseconds. */
    public OptionalDouble max() {
        return known((double) max);
    }

    /** The percentile {@code q} between 0 and 1; empty when there are fewer than {@link Percentiles#leastCount} gaps. */
    public Optional<Distribution.Percentile> percentile(double q) {
        if (!Percentiles.areTold(q, count())) {
            return Optional.empty();
        }
        return Optional.of(new Distribution.Percentile(histogram.getValueAtPercentile(q * 100), false));
    }

    /** How far a percentile or a rank may be from the value it stands for, as a share of it; empty without a gap. */
    public OptionalDouble percentilesWithin() {
        return known(ValueClasses.RELATIVE_ERROR);
    }

    /** The gaps in rising order, each with the share of them that are at most as long; {@code most} and two at most. */
    public List<Rank> ranks(int most) {
        List<Rank> ranks = new ArrayList<>();
        double told = 0;
        for (HistogramIterationValue value : histogram.recordedValues()) {
            double share = value.getTotalCountToThisValue() / (double) count();
            if (ranks.isEmpty() || share - told >= 1.0 / most || share == 1) {
                ranks.add(new Rank(Math.min(value.getValueIteratedTo(), max), share));
                told = share;
            }
        }
        return List.copyOf(ranks);
    }

    private OptionalDouble known(double value) {
        return count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
