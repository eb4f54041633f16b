package io.llmloadtest.ledger;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How many values lie where, in classes so narrow that the middle of one is within {@link #RELATIVE_ERROR} of every value in
 * it, below zero as well as above. As large for a million values as for a thousand. Not safe for concurrent use.
 */
final class ValueClasses {

    /** How far a value told is from the true one at most, as a share of it. */
    static final double RELATIVE_ERROR = 0.001;

    private static final int DIGITS = 3;

    private final Histogram upwards = new Histogram(DIGITS);
    private final Histogram downwards = new Histogram(DIGITS);

    void add(long value) {
        if (value < 0) {
            downwards.recordValue(-Math.max(value, -Long.MAX_VALUE));
        } else {
            upwards.recordValue(value);
        }
    }

    void addAll(ValueClasses other) {
        upwards.add(other.upwards);
        downwards.add(other.downwards);
    }

    /** The values at these places among all in rising order, counted from 0; the places must rise too, and exist. */
    double[] at(long... places) {
        double[] found = new double[places.length];
        long negative = downwards.getTotalCount();
        int next = 0;
        while (next < places.length && places[next] < negative) {
            found[next] = -middle(downwards, negative - 1 - places[next]);
            next++;
        }
        var classes = upwards.recordedValues().iterator();
        while (next < places.length && classes.hasNext()) {
            HistogramIterationValue each = classes.next();
            while (next < places.length && places[next] < negative + each.getTotalCountToThisValue()) {
                found[next++] = upwards.medianEquivalentValue(each.getValueIteratedTo());
            }
        }
        return found;
    }

    private static double middle(Histogram histogram, long place) {
        for (HistogramIterationValue each : histogram.recordedValues()) {
            if (place < each.getTotalCountToThisValue()) {
                return histogram.medianEquivalentValue(each.getValueIteratedTo());
            }
        }
        throw new IllegalArgumentException("there is no place " + place);
    }

    /** What it takes, in bytes. */
    int bytes() {
        return upwards.getEstimatedFootprintInBytes() + downwards.getEstimatedFootprintInBytes();
    }
}
