package io.llmloadtest.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Distributions of more values than are kept one by one, against all of the values sorted here. */
class ManyValuesTest {

    private static final double[] PERCENTILES = {0.001, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 0.999, 0.9999};
    private static final int MANY = 200_000;
    private static final int LIMIT = 65_536;

    @Test
    void upToTheLimitEveryPercentileIsExact() {
        long[] values = exponential(LIMIT);
        Distribution exact = of(values);

        assertThat(exact.percentilesWithin()).isEmpty();
        for (double q : PERCENTILES) {
            assertThat(exact.percentile(q).orElseThrow().nanos()).as("%s", q)
                    .isCloseTo(percentile(values, q), within(1e-6));
        }
        exact.add(7);
        assertThat(exact.percentilesWithin()).hasValue(0.001);
    }

    @Test
    void beyondItPercentilesAreWithinWhatIsSaid() {
        long[] values = exponential(MANY);
        Distribution many = of(values);

        for (double q : PERCENTILES) {
            assertThat(many.percentile(q).orElseThrow().nanos()).as("%s", q)
                    .isCloseTo(percentile(values, q), withinPercentage(0.1));
        }
        long[] sorted = sorted(values);
        assertThat(many.ranks(200)).hasSize(200).allSatisfy(rank -> assertThat(rank.nanos())
                .isCloseTo(sorted[(int) Math.round(rank.share() * MANY) - 1], withinPercentage(0.1)));
        assertThat(many.ranks(200).getFirst().nanos()).isEqualTo(Arrays.stream(values).min().orElseThrow());
        assertThat(many.ranks(200).getLast().nanos()).isEqualTo(Arrays.stream(values).max().orElseThrow());
    }

    @Test
    void theLawOfARampIsKnownWithoutItsValues() {
        Distribution ramp = new Distribution();
        for (long i = 1; i <= MANY; i++) {
            ramp.add(i * 1000);
        }
        assertThat(ramp.percentile(0.5).orElseThrow().nanos()).isCloseTo(100_000_500, withinPercentage(0.1));
        assertThat(ramp.percentile(0.99).orElseThrow().nanos()).isCloseTo(198_000_010, withinPercentage(0.1));
        assertThat(ramp.mean()).hasValue(100_000_500);
        // sqrt((n^2 - 1) / 12)
        assertThat(ramp.standardDeviation().orElseThrow()).isCloseTo(1000 * Math.sqrt((4e10 - 1) / 12), within(1e-3));
    }

    @Test
    void numberSumEndsAndDeviationStayExact() {
        long[] values = exponential(MANY);
        Distribution many = of(values);
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values).mapToDouble(value -> (value - mean) * (value - mean)).sum();

        assertThat(many.count()).isEqualTo(MANY);
        assertThat(many.sumNanos()).isEqualTo(Arrays.stream(values).sum());
        assertThat(many.mean()).hasValue(mean);
        assertThat(many.min()).hasValue(Arrays.stream(values).min().orElseThrow());
        assertThat(many.max()).hasValue(Arrays.stream(values).max().orElseThrow());
        assertThat(many.standardDeviation().orElseThrow()).isCloseTo(Math.sqrt(squares / MANY), within(1e-3));
    }

    @Test
    void aSmallSpreadAroundALargeValueIsNotLost() {
        Distribution steady = new Distribution();
        for (int i = 0; i < MANY; i++) {
            steady.add(3_600_000_000_000L + i % 2 * 2);
        }
        assertThat(steady.standardDeviation().orElseThrow()).isCloseTo(1, within(1e-6));
    }

    @Test
    void theOrderOfValuesMakesNoDifference() {
        long[] values = exponential(MANY);
        Distribution many = of(values);
        List<Rank> ranks = many.ranks(1000);
        Arrays.sort(values);
        assertThat(of(values).ranks(1000)).isEqualTo(ranks);
    }

    @Test
    void partsAddUpToTheWholeWhicheverOfThemAreExact() {
        long[] values = exponential(MANY);
        Distribution whole = of(values);
        for (int cut : new int[]{0, 1_000, LIMIT, 100_000, MANY - LIMIT, MANY - 1_000}) {
            Distribution sum = of(Arrays.copyOfRange(values, 0, cut));
            sum.addAll(of(Arrays.copyOfRange(values, cut, MANY)));
            assertSame(sum, whole);
        }
        Distribution ofExactOnes = new Distribution();
        for (int from = 0; from < MANY; from += 50_000) {
            ofExactOnes.addAll(of(Arrays.copyOfRange(values, from, from + 50_000)));
        }
        assertSame(ofExactOnes, whole);
    }

    private static void assertSame(Distribution sum, Distribution whole) {
        assertThat(sum.ranks(1000)).isEqualTo(whole.ranks(1000));
        assertThat(sum.count()).isEqualTo(whole.count());
        assertThat(sum.sumNanos()).isEqualTo(whole.sumNanos());
        assertThat(sum.percentilesWithin()).isEqualTo(whole.percentilesWithin());
        assertThat(sum.standardDeviation().orElseThrow())
                .isCloseTo(whole.standardDeviation().orElseThrow(), within(1e-3));
    }

    @Test
    void exactPartsWithinTheLimitStayExact() {
        Distribution sum = of(exponential(LIMIT / 2));
        sum.addAll(of(exponential(LIMIT / 2)));
        assertThat(sum.percentilesWithin()).isEmpty();
        sum.addAll(new Distribution());
        assertThat(sum.percentilesWithin()).isEmpty();
    }

    @Test
    void manyTimeOutsAreBoundsLikeFewOnes() {
        Distribution values = new Distribution();
        for (int i = 0; i < 100_000; i++) {
            values.add(10_000_000);
            values.addCensored(60_000_000_000L + i);
            values.addCensored(120_000_000_000L);
        }
        assertThat(values.censored()).isEqualTo(200_000);
        assertThat(values.percentilesWithin()).hasValue(0.001);
        assertThat(values.percentile(0.25).orElseThrow()).satisfies(quarter -> {
            assertThat(quarter.nanos()).isEqualTo(10_000_000);
            assertThat(quarter.isLowerBound()).isFalse();
        });
        assertThat(values.percentile(0.5).orElseThrow()).satisfies(middle -> {
            assertThat(middle.nanos()).isCloseTo(60_000_050_000.0, withinPercentage(0.1));
            assertThat(middle.isLowerBound()).isTrue();
        });
        assertThat(values.maxAtLeast()).hasValue(120_000_000_000.0);
        assertThat(values.meanAtLeast().orElseThrow())
                .isCloseTo((10e6 + 60e9 + 49_999.5 + 120e9) / 3, within(1.0));
        assertThat(values.mean()).hasValue(10_000_000);
    }

    @Test
    void whatLiesBelowZeroKeepsItsPlace() {
        Distribution errors = new Distribution();
        for (long i = -100_000; i <= 100_000; i++) {
            errors.add(i * 10_000);
        }
        assertThat(errors.percentile(0.25).orElseThrow().nanos()).isCloseTo(-500_000_000, withinPercentage(0.1));
        assertThat(errors.percentile(0.5).orElseThrow().nanos()).isZero();
        assertThat(errors.percentile(0.75).orElseThrow().nanos()).isCloseTo(500_000_000, withinPercentage(0.1));
        assertThat(errors.min()).hasValue(-1_000_000_000);
    }

    @Test
    void memoryIsBoundedHoweverManyAndHoweverWideTheValuesAre() {
        Distribution wide = new Distribution();
        SplittableRandom random = new SplittableRandom(3);
        long most = 0;
        for (int i = 0; i < 1_000_000; i++) {
            long value = (long) Math.pow(10, 13 * random.nextDouble());
            wide.add(value);
            wide.addCensored(value);
            if (i % 1000 == 0) {
                most = Math.max(most, wide.bytes());
            }
        }
        assertThat(most).isLessThanOrEqualTo(2 * LIMIT * Long.BYTES);
    }

    private static Distribution of(long... values) {
        Distribution distribution = new Distribution();
        Arrays.stream(values).forEach(distribution::add);
        return distribution;
    }

    /** Around 100 ms, with a long tail. */
    private static long[] exponential(int count) {
        Random random = new Random(7);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = 20_000_000 + Math.round(80e6 * random.nextExponential());
        }
        return values;
    }

    private static long[] sorted(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    private static double percentile(long[] values, double q) {
        long[] sorted = sorted(values);
        double place = q * (sorted.length - 1);
        int below = (int) place;
        double next = sorted[Math.min(below + 1, sorted.length - 1)];
        return sorted[below] + (place - below) * (next - sorted[below]);
    }
}
