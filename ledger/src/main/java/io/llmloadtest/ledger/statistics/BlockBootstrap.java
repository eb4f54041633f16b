package io.llmloadtest.ledger.statistics;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Percentiles of a series with their intervals. The series is cut into 10 to 50 blocks; a replicate draws as many blocks
 * with replacement and takes the percentile of what is in them, so that values which hang together stay together
 * (Carlstein 1986). The interval spans the middle of 2,000 replicates, as far out as Hesterberg (2015) corrects it for few
 * blocks, and at least the distribution-free interval by order statistics: near the largest value the bootstrap alone
 * is too narrow. Random with a fixed seed: the same series gives the same interval.
 *
 * <p>A replicate only says how often each block was drawn. Its percentile lies near the series' own, so it is found from
 * there by walking along the sorted values, and a series of 100,000 values takes no longer than 100 ms.
 */
public final class BlockBootstrap {

    /** Governs which blocks are drawn. */
    public static final long SEED = 20_251_125;

    /** How often blocks are drawn. */
    public static final int REPLICATES = 2_000;

    private static final double UNLIKELY = (1 - Interval.CONFIDENCE) / 2;
    private static final int MOST_BLOCKS = 50;
    private static final int FEWEST_BLOCKS = 10;
    private static final int USUAL_BLOCK = 20;

    private final double[] sorted;
    private final int[] blockAt;
    private final int blocks;

    /**
     * The bootstrap of a series.
     *
     * @param series the values in the order they came; infinite where only known to be larger than all others
     */
    public BlockBootstrap(double... series) {
        sorted = series.clone();
        Arrays.sort(sorted);
        blocks = Math.clamp(series.length / USUAL_BLOCK, FEWEST_BLOCKS, MOST_BLOCKS);
        blockAt = blocksInOrder(series);
    }

    /** The block of each value of the sorted series. */
    private int[] blocksInOrder(double[] series) {
        int[] ordered = new int[series.length];
        int[] alike = new int[series.length];
        for (int i = 0; i < series.length; i++) {
            int first = firstOf(series[i]);
            ordered[first + alike[first]] = (int) ((long) i * blocks / series.length);
            alike[first]++;
        }
        return ordered;
    }

    private int firstOf(double value) {
        int low = 0;
        int high = sorted.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The percentile {@code q} itself, by linear interpolation between order statistics.
     *
     * @return empty when there are too few values for it, or it falls among values that are only known to be large
     */
    public OptionalDouble percentile(double q) {
        if (!Percentiles.areTold(q, sorted.length)) {
            return OptionalDouble.empty();
        }
        double place = q * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        double share = place - below;
        double value = share == 0 ? sorted[below] : sorted[below] + share * (sorted[above] - sorted[below]);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /**
     * The interval of the percentile {@code q}.
     *
     * @return empty when there are too few values for it, or it reaches into values that are only known to be large
     */
    public Optional<Interval> interval(double q) {
        if (sorted.length < Means.LEAST_IN_SEQUENCE || !Percentiles.areTold(q, sorted.length)) {
            return Optional.empty();
        }
        int from = (int) (q * sorted.length);
        int[] below = new int[blocks];
        int[] size = new int[blocks];
        for (int rank = 0; rank < sorted.length; rank++) {
            size[blockAt[rank]]++;
            below[blockAt[rank]] += rank < from ? 1 : 0;
        }
        Random random = new Random(SEED);
        double[] found = new double[REPLICATES];
        for (int i = 0; i < REPLICATES; i++) {
            found[i] = sorted[rank(draw(random), q, from, below, size)];
        }
        Arrays.sort(found);
        int out = (int) Math.floor(tail() * REPLICATES);
        BinomialDistribution ranks = BinomialDistribution.of(sorted.length, q);
        int low = ranks.inverseCumulativeProbability(UNLIKELY) - 1;
        int high = ranks.inverseCumulativeProbability(1 - UNLIKELY);
        Interval interval = new Interval(Math.min(found[out], sorted[low]),
                Math.max(found[REPLICATES - 1 - out], sorted[high]));
        return Double.isInfinite(interval.high()) ? Optional.empty() : Optional.of(interval);
    }

    /** How often each block is drawn. */
    private int[] draw(Random random) {
        int[] times = new int[blocks];
        for (int i = 0; i < blocks; i++) {
            times[random.nextInt(blocks)]++;
        }
        return times;
    }

    /** The place of the replicate's percentile among the sorted values: the first up to which a share {@code q} lies. */
    private int rank(int[] times, double q, int from, int[] below, int[] size) {
        long upTo = 0;
        long all = 0;
        for (int block = 0; block < blocks; block++) {
            upTo += (long) times[block] * below[block];
            all += (long) times[block] * size[block];
        }
        double wanted = q * all;
        int rank = from;
        while (upTo < wanted) {
            upTo += times[blockAt[rank]];
            rank++;
        }
        while (rank > 1 && upTo - times[blockAt[rank - 1]] >= wanted) {
            rank--;
            upTo -= times[blockAt[rank]];
        }
        return rank - 1;
    }

    /** Few blocks spread too little; the tails are cut as much shorter as Student's interval is wider. */
    private double tail() {
        return NormalDistribution.of(0, 1)
                .survivalProbability(Math.sqrt(blocks / (blocks - 1.0)) * Means.quantile(blocks - 1));
    }
}
