package io.llmloadtest.compare.effects;

import io.llmloadtest.ledger.statistics.Means;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * One measure of one side at one setting.
 *
 * @param runs run by run, in order
 */
public record Sample(List<RunValues> runs) {

    public Sample {
        runs = List.copyOf(runs);
    }

    /** Runs that were not repeated. */
    public static Sample of(double... values) {
        return new Sample(DoubleStream.of(values).mapToObj(RunValues::of).toList());
    }

    /** The mean over the runs; refuses none. */
    public double mean() {
        return runs.stream().mapToDouble(RunValues::mean).average().orElseThrow();
    }

    /** Requests of all runs. */
    long requests() {
        return runs.stream().mapToLong(RunValues::requests).sum();
    }

    /** A value for each run, on the scale. */
    Spread ofRuns(Scale scale) {
        return Spread.of(runs.stream().mapToDouble(run -> scale.to(run.mean())).toArray());
    }

    /** A value for each repeat of each run, on the scale; empty when one of them has no place on it. */
    Spread ofRepeats(Scale scale) {
        return Spread.of(runs.stream().flatMap(run -> run.repeats().stream()).mapToDouble(scale::to).toArray());
    }

    /**
     * Values of one kind.
     *
     * @param count how many
     * @param mean their mean
     * @param deviation their sample standard deviation; 0 with fewer than two
     */
    record Spread(int count, double mean, double deviation) {

        static Spread of(double... values) {
            return new Spread(values.length, DoubleStream.of(values).average().orElse(0), Means.deviation(values));
        }

        double meanVariance() {
            return deviation * deviation / count;
        }
    }
}
