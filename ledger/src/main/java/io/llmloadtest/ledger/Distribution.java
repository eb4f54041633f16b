package io.llmloadtest.ledger;

import io.llmloadtest.ledger.statistics.Percentiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Exact values of one latency, in nanoseconds, one per request. Values that are only known to be larger than something
 * (requests that timed out) are kept as censored: they take part in percentiles as lower bounds and in nothing else.
 * Not safe for concurrent use.
 *
 * <pre>{@code
 * Distribution e2e = new Distribution();
 * e2e.add(12_000_000);
 * e2e.addCensored(60_000_000_000L);
 * e2e.percentile(0.99);      // at least 60 s
 * }</pre>
 */
public final class Distribution {

    private long[] values = new long[16];
    private int count;
    private long[] bounds = new long[0];
    private double sum;
    private boolean sorted = true;

    /**
     * A percentile.
     *
     * @param nanos the value
     * @param isLowerBound whether it is only known to be at least this: it falls among the censored values
     */
    public record Percentile(double nanos, boolean isLowerBound) {}

    /** Adds a value. */
    public void add(long nanos) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
        }
        values[count++] = nanos;
        sum += nanos;
        sorted = false;
    }

    /** Adds a value that is only known to be larger than {@code nanos}. */
    public void addCensored(long nanos) {
        bounds = Arrays.copyOf(bounds, bounds.length + 1);
        bounds[bounds.length - 1] = nanos;
    }

    /** Adds everything of {@code other}. */
    public void addAll(Distribution other) {
        for (int i = 0; i < other.count; i++) {
            add(other.values[i]);
        }
        for (long bound : other.bounds) {
            addCensored(bound);
        }
    }

    /** The number of known values. */
    public int count() {
        return count;
    }

    /** The number of censored values. */
    public int censored() {
        return bounds.length;
    }

    /** The sum of the known values, in nanoseconds. */
    public double sumNanos() {
        return sum;
    }

    /** The mean of the known values, in nanoseconds. */
    public OptionalDouble mean() {
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }

    /** What the mean of all values, censored ones too, is at least, in nanoseconds; the mean itself when none is censored. */
    public OptionalDouble meanAtLeast() {
        int all = count + bounds.length;
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((sum + Arrays.stream(bounds).sum()) / all);
    }

    /** What the largest of all values, censored ones too, is at least, in nanoseconds; the largest itself when none is censored. */
    public OptionalDouble maxAtLeast() {
        OptionalDouble known = max();
        double censored = Arrays.stream(bounds).max().orElse(0);
        return count + bounds.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(known.orElse(0), censored));
    }

    /** The population standard deviation of the known values, in nanoseconds. */
    public OptionalDouble standardDeviation() {
        if (count == 0) {
            return OptionalDouble.empty();
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return OptionalDouble.of(Math.sqrt(squares / count));
    }

    /** The smallest known value, in nanoseconds. */
    public OptionalDouble min() {
        sort();
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) values[0]);
    }

    /** The largest known value, in nanoseconds. */
    public OptionalDouble max() {
        sort();
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) values[count - 1]);
    }

    /**
     * The percentile {@code q} by linear interpolation between order statistics (numpy's default, also that of
     * {@code vllm bench serve}), censored values standing above all known ones.
     *
     * @param q between 0 and 1
     * @return empty when there are too few values to speak of it: fewer than {@link Percentiles#leastCount}
     */
    public Optional<Percentile> percentile(double q) {
        int all = count + bounds.length;
        if (!Percentiles.areTold(q, all)) {
            return Optional.empty();
        }
        sort();
        double rank = q * (all - 1);
        int below = (int) Math.floor(rank);
        int above = Math.min(below + 1, all - 1);
        boolean censored = rank > below ? above >= count : below >= count;
        double value = valueAt(below) + (rank - below) * (valueAt(above) - valueAt(below));
        return Optional.of(new Percentile(value, censored));
    }

    /**
     * The known values in rising order, each with the share of them that are at most as large: all of them, or {@code most}
     * at evenly spaced ranks with the smallest and the largest among them.
     */
    public List<Rank> ranks(int most) {
        sort();
        int shown = Math.min(most, count);
        List<Rank> ranks = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            int rank = shown == 1 ? count - 1 : Math.toIntExact(Math.round(i * (count - 1.0) / (shown - 1)));
            ranks.add(new Rank(values[rank], (rank + 1.0) / count));
        }
        return List.copyOf(ranks);
    }

    private double valueAt(int rank) {
        if (rank < count) {
            return values[rank];
        }
        long[] ordered = bounds.clone();
        Arrays.sort(ordered);
        return Math.max(ordered[rank - count], count == 0 ? 0 : values[count - 1]);
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(values, 0, count);
            sorted = true;
        }
    }
}
