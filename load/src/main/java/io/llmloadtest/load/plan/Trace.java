package io.llmloadtest.load.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Requests as somebody recorded them, in order of time. Held in memory, sixteen bytes each, so that no disk can hold up the
 * load and every mistake in the file is known before it.
 */
public final class Trace {

    private final String name;
    private final long[] offsets;
    private final int[] inputs;
    private final int[] outputs;

    private Trace(Collector from) {
        name = from.name;
        offsets = Arrays.copyOf(from.offsets, from.size);
        inputs = Arrays.copyOf(from.inputs, from.size);
        outputs = Arrays.copyOf(from.outputs, from.size);
    }

    /** Collects the requests of a trace called {@code name}. */
    public static Collector collect(String name) {
        return new Collector(name);
    }

    /** What it is called: the name of its file. */
    public String name() {
        return name;
    }

    /** How many requests it has, at least one. */
    public int size() {
        return offsets.length;
    }

    /** The request at {@code index}, from 0. */
    public Arrival at(int index) {
        return new Arrival(Duration.ofNanos(offsets[index]), known(inputs[index]), known(outputs[index]));
    }

    private static OptionalInt known(int tokens) {
        return tokens == 0 ? OptionalInt.empty() : OptionalInt.of(tokens);
    }

    @Override
    public String toString() {
        return name + " (" + size() + " requests)";
    }

    /** A trace in the making. */
    public static final class Collector {

        private final String name;
        private long[] offsets = new long[1024];
        private int[] inputs = new int[1024];
        private int[] outputs = new int[1024];
        private int size;

        private Collector(String name) {
            this.name = name;
        }

        /** Adds a request; the first has the offset 0 and none comes before the one added last. */
        public void add(Arrival arrival) {
            long offset = arrival.offset().toNanos();
            if (offset < (size == 0 ? 0 : offsets[size - 1]) || (size == 0 && offset != 0)) {
                throw new IllegalArgumentException("a trace begins at 0 and goes forward");
            }
            if (size == offsets.length) {
                offsets = Arrays.copyOf(offsets, 2 * size);
                inputs = Arrays.copyOf(inputs, 2 * size);
                outputs = Arrays.copyOf(outputs, 2 * size);
            }
            offsets[size] = offset;
            inputs[size] = arrival.inputTokens().orElse(0);
            outputs[size++] = arrival.outputTokens().orElse(0);
        }

        /** How many requests were added. */
        public int size() {
            return size;
        }

        /** The trace; it must have a request. */
        public Trace done() {
            if (size == 0) {
                throw new IllegalStateException("a trace has a request");
            }
            return new Trace(this);
        }
    }
}
