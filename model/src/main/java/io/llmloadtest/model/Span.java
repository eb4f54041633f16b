package io.llmloadtest.model;

/**
 * The three nested stretches of time of one level or run.
 *
 * @param measured from the start of sending to its end: a request belongs to the statistics when it started in here
 * @param active from the first send to the last byte; throughput and duration are taken over this one
 * @param evidence from the snapshot before to the snapshot after; what the server recorded in here is compared
 */
public record Span(Window measured, Window active, Window evidence) {

    /** The span that covers both. */
    public Span hull(Span other) {
        return new Span(measured.hull(other.measured), active.hull(other.active), evidence.hull(other.evidence));
    }
}
