package io.llmloadtest.evidence.metrics;

/**
 * A sign that the server's counters started over between two snapshots.
 *
 * @param sign what showed it
 * @param series the series or family that showed it
 */
public record Reset(Sign sign, String series) {

    /** How a restart shows. */
    public enum Sign {
        /** A counter fell. */
        COUNTER_FELL,
        /** A {@code _created} stamp moved. */
        CREATED_MOVED,
        /** {@code process_start_time_seconds} moved. */
        START_TIME_MOVED
    }
}
