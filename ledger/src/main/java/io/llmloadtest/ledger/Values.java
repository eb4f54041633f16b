package io.llmloadtest.ledger;

import io.llmloadtest.ledger.statistics.RunningMoments;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whole numbers: each of them while there are at most {@value #MOST_EXACT}, from then on how many lie where, to within
 * {@link ValueClasses#RELATIVE_ERROR}. Number, sum, ends and deviation are exact however many there are. What is told
 * hangs on the values alone and not on their order, but for the last digits of a sum. Not safe for concurrent use.
 */
final class Values {

    /** As many are kept one by one. */
    static final int MOST_EXACT = 1 << 16;

    private long[] exact = new long[16];
    private boolean sorted = true;
    private Optional<Coarse> coarse = Optional.empty();
    private long count;
    private double sum;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;

    /** What stands for values that are no longer kept. */
    private record Coarse(ValueClasses classes, RunningMoments moments) {

        void add(long value) {
            classes.add(value);
            moments.add((double) value);
        }
    }

    void add(long value) {
        if (isExact() && count == MOST_EXACT) {
            becomeCoarse();
        }
        if (coarse.isPresent()) {
            coarse.get().add(value);
        } else {
            keep(value);
        }
        count++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    private void keep(long value) {
        if (count == exact.length) {
            exact = Arrays.copyOf(exact, exact.length * 2);
        }
        exact[(int) count] = value;
        sorted = false;
    }

    void addAll(Values other) {
        if (other.isExact() && (!isExact() || count + other.count <= MOST_EXACT)) {
            for (int i = 0; i < other.count; i++) {
                add(other.exact[i]);
            }
            return;
        }
        becomeCoarse();
        Coarse mine = coarse.orElseThrow();
        Coarse theirs = other.coarse.orElseGet(other::classified);
        mine.classes.addAll(theirs.classes);
        mine.moments.addAll(theirs.moments);
        count += other.count;
        sum += other.sum;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    private void becomeCoarse() {
        if (isExact()) {
            coarse = Optional.of(classified());
            exact = new long[0];
            sorted = true;
        }
    }

    private Coarse classified() {
        Coarse all = new Coarse(new ValueClasses(), new RunningMoments());
        for (int i = 0; i < count; i++) {
            all.add(exact[i]);
        }
        return all;
    }

    /** Whether each of them is known. */
    boolean isExact() {
        return coarse.isEmpty();
    }

    long count() {
        return count;
    }

    double sum() {
        return sum;
    }

    /** The smallest; means nothing without any. */
    double min() {
        return (double) min;
    }

    /** The largest; means nothing without any. */
    double max() {
        return (double) max;
    }

    /** The population standard deviation; 0 without any. */
    double standardDeviation() {
        if (coarse.isPresent()) {
            return coarse.get().moments.standardDeviation();
        }
        double mean = sum / count;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (exact[i] - mean) * (exact[i] - mean);
        }
        return count == 0 ? 0 : Math.sqrt(squares / count);
    }

    /** Those at these places in rising order, counted from 0; the places must rise too, and exist. The ends are exact. */
    double[] at(long... places) {
        if (coarse.isPresent()) {
            double[] found = coarse.get().classes.at(places);
            for (int i = 0; i < places.length; i++) {
                found[i] = places[i] == 0 ? min() : places[i] == count - 1 ? max() : Math.clamp(found[i], min(), max());
            }
            return found;
        }
        sort();
        return Arrays.stream(places).mapToDouble(place -> (double) exact[Math.toIntExact(place)]).toArray();
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(exact, 0, (int) count);
            sorted = true;
        }
    }

    /** What they take, in bytes. */
    long bytes() {
        return (long) exact.length * Long.BYTES + coarse.map(kept -> kept.classes.bytes()).orElse(0);
    }
}
