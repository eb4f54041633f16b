package io.llmloadtest.ledger.foreign;

import java.io.IOException;
import java.util.Arrays;

/** Numbers of a list, one after another. Eight bytes each. */
final class Column {

    /** More requests than any of these tools keeps: a file with more is not read. */
    static final int MOST = 5_000_000;

    private double[] values = new double[64];
    private int size;

    void add(double value) throws IOException {
        if (size == MOST) {
            throw new IOException("it holds more than " + MOST + " requests; give the result of a shorter test");
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    /** The value at that place; {@code NaN} when there is none. */
    double at(int index) {
        return index < size ? values[index] : Double.NaN;
    }

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
