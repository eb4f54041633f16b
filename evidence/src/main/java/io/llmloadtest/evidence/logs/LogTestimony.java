package io.llmloadtest.evidence.logs;

import java.time.Duration;

/**
 * What the log says of one stretch of the run.
 *
 * @param source where it comes from
 * @param availability whether it could be read
 * @param digest what it says
 * @param restarted whether the container was started anew in this stretch
 * @param custody how it came to us
 * @param took how long it took to bring the log up to the end of the stretch
 */
public record LogTestimony(LogSource source, LogAvailability availability, LogDigest digest, boolean restarted,
        Custody custody, Duration took) {

    /** Testimony of a log to which nothing happened. */
    public LogTestimony(LogSource source, LogAvailability availability, LogDigest digest, boolean restarted,
            Duration took) {
        this(source, availability, digest, restarted, Custody.WHOLE, took);
    }

    /** No testimony, since nobody asked. */
    public static LogTestimony notAsked() {
        return new LogTestimony(LogSource.DOCKER_LOG, new LogAvailability.NotAsked(), LogDigest.EMPTY, false,
                Duration.ZERO);
    }

    /** Whether nothing that was logged in the stretch can be missing. */
    public boolean isWhole() {
        return isLegible() && custody.rotations() == 0 && custody.lostLines().known().orElse(1) == 0 && !restarted;
    }

    /** Whether the log could be read. */
    public boolean isLegible() {
        return availability instanceof LogAvailability.Legible;
    }
}
