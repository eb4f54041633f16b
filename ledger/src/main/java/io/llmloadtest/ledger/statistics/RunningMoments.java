package io.llmloadtest.ledger.statistics;

/**
 * Mean and spread of values that are not kept, by Welford's recurrence: no difference of large sums is ever taken, so that a
 * small spread around a large mean stays exact. Two parts add up as Chan, Golub and LeVeque (1983) have it. Not safe for
 * concurrent use.
 */
public final class RunningMoments {

    private long count;
    private double mean;
    private double squares;

    /** Adds a value. */
    public void add(double value) {
        count++;
        double before = value - mean;
        mean += before / count;
        squares += before * (value - mean);
    }

    /** Adds everything of {@code other}. */
    public void addAll(RunningMoments other) {
        if (other.count == 0) {
            return;
        }
        long all = count + other.count;
        double apart = other.mean - mean;
        squares += other.squares + apart * apart * ((double) count / all) * other.count;
        mean += apart * ((double) other.count / all);
        count = all;
    }

    /** The population standard deviation; 0 without a value. */
    public double standardDeviation() {
        return count == 0 ? 0 : Math.sqrt(squares / count);
    }
}
