package io.llmloadtest.model;

/**
 * A stretch of client time, open at its start and closed at its end: {@code (from, to]}. The same convention as vLLM's
 * statistics lines, which cover what happened since the line before.
 *
 * @param from the start, itself outside
 * @param to the end, itself inside; never before {@code from}
 */
public record Window(Tick from, Tick to) {

    public Window {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a window cannot end before it starts: " + from + " to " + to);
        }
    }

    /** The length in nanoseconds. */
    public long nanos() {
        return to.nanosSince(from);
    }

    /** The length in seconds. */
    public double seconds() {
        return nanos() / 1e9;
    }

    /** Whether {@code moment} lies inside. */
    public boolean contains(Tick moment) {
        return from.isBefore(moment) && !to.isBefore(moment);
    }

    /** Whether {@code other} lies wholly inside this window. */
    public boolean covers(Window other) {
        return !other.from.isBefore(from) && !to.isBefore(other.to);
    }

    /** The shortest window that covers both. */
    public Window hull(Window other) {
        return new Window(from.min(other.from), to.max(other.to));
    }
}
