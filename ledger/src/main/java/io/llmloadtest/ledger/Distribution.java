package io.llmloadtest.ledger;

import io.llmloadtest.ledger.statistics.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Values of one latency, in nanoseconds, one per request. Up to 65,536 are kept one by one; with more, percentiles and ranks
 * are told to within {@link #percentilesWithin()}, and all else stays exact, so that memory is bounded however many there
 * are. Values that are only known to be larger than something (requests that timed out) are kept as censored: they take part
 * in percentiles as lower bounds and in nothing else. Not safe for concurrent use.
 *
 * <pre>{@code
 * Distribution e2e = new Distribution();
 * e2e.add(12_000_000);
 * e2e.addCensored(60_000_000_000L);
 * e2e.percentile(0.99);      // at least 60 s
 * }</pre>
 */
public final class Distribution {

    private final Values known = new Values();
    private final Values bounds = new Values();

    /**
     * A percentile.
     *
     * @param nanos the value
     * @param isLowerBound whether it is only known to be at least this: it falls among the censored values
     */
    public record Percentile(double nanos, boolean isLowerBound) {}

    /** Adds a value. */
    public void add(long nanos) {
        known.add(nanos);
    }

    /** Adds a value that is only known to be larger than {@code nanos}. */
    public void addCensored(long nanos) {
        bounds.add(nanos);
    }

    /** Adds everything of {@code other}. */
    public void addAll(Distribution other) {
        known.addAll(other.known);
        bounds.addAll(other.bounds);
    }

    /** The number of known values. */
    public long count() {
        return known.count();
    }

    /** The number of censored values. */
    public long censored() {
        return bounds.count();
    }

    /**
     * How far a percentile or a rank may be from the value it stands for, as a share of it; empty while there are few enough
     * values for them to be exact.
     */
    public OptionalDouble percentilesWithin() {
        return known.isExact() && bounds.isExact()
                ? OptionalDouble.empty()
                : OptionalDouble.of(ValueClasses.RELATIVE_ERROR);
    }

    /** The sum of the known values, in nanoseconds. */
    public double sumNanos() {
        return known.sum();
    }

    /** The mean of the known values, in nanoseconds. */
    public OptionalDouble mean() {
        return ifAny(known.sum() / known.count());
    }

    /** What the mean of all values, censored ones too, is at least, in nanoseconds; the mean itself when none is censored. */
    public OptionalDouble meanAtLeast() {
        long all = count() + censored();
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((known.sum() + bounds.sum()) / all);
    }

    /** What the largest of all values, censored ones too, is at least, in nanoseconds; the largest itself when none is censored. */
    public OptionalDouble maxAtLeast() {
        return count() + censored() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(count() == 0 ? 0 : known.max(), censored() == 0 ? 0 : bounds.max()));
    }

    /** The population standard deviation of the known values, in nanoseconds. */
    public OptionalDouble standardDeviation() {
        return ifAny(known.standardDeviation());
    }

    /** The smallest known value, in nanoseconds. */
    public OptionalDouble min() {
        return ifAny(known.min());
    }

    /** The largest known value, in nanoseconds. */
    public OptionalDouble max() {
        return ifAny(known.max());
    }

    private OptionalDouble ifAny(double ofKnown) {
        return count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(ofKnown);
    }

    /**
     * The percentile {@code q} by linear interpolation between order statistics (numpy's default, also that of
     * {@code vllm bench serve}), censored values standing above all known ones.
     *
     * @param q between 0 and 1
     * @return empty when there are too few values to speak of it: fewer than {@link Percentiles#leastCount}
     */
    public Optional<Percentile> percentile(double q) {
        long all = count() + censored();
        if (!Percentiles.areTold(q, all)) {
            return Optional.empty();
        }
        double rank = q * (all - 1);
        long below = (long) Math.floor(rank);
        long above = Math.min(below + 1, all - 1);
        boolean isLowerBound = rank > below ? above >= count() : below >= count();
        double from = valueAt(below);
        double value = from + (rank - below) * (valueAt(above) - from);
        return Optional.of(new Percentile(value, isLowerBound));
    }

    /**
     * The known values in rising order, each with the share of them that are at most as large: all of them, or {@code most}
     * at evenly spaced ranks with the smallest and the largest among them.
     */
    public List<Rank> ranks(int most) {
        int shown = Math.toIntExact(Math.min(most, count()));
        long[] places = new long[shown];
        for (int i = 0; i < shown; i++) {
            places[i] = shown == 1 ? count() - 1 : Math.round(i * (count() - 1.0) / (shown - 1));
        }
        double[] values = known.at(places);
        List<Rank> ranks = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            ranks.add(new Rank(values[i], (places[i] + 1.0) / count()));
        }
        return List.copyOf(ranks);
    }

    private double valueAt(long rank) {
        return rank < count()
                ? known.at(rank)[0]
                : Math.max(bounds.at(rank - count())[0], count() == 0 ? 0 : known.max());
    }

    /** What the values take in memory, in bytes. */
    long bytes() {
        return known.bytes() + bounds.bytes();
    }
}
