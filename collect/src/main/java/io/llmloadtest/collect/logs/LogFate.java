package io.llmloadtest.collect.logs;

import io.llmloadtest.evidence.logs.Custody;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened to a log during the run.
 *
 * @param restarts when its container was started anew
 * @param ended when its container or command ended, the last time
 * @param rotations when it was begun anew
 * @param cuts those rotations that may have cost lines
 * @param skew the clock that stamps its lines against ours; empty when it was not measured
 */
record LogFate(List<Instant> restarts, Optional<Instant> ended, List<Instant> rotations, List<Instant> cuts,
        Optional<Skew> skew) {

    LogFate {
        restarts = List.copyOf(restarts);
        rotations = List.copyOf(rotations);
        cuts = List.copyOf(cuts);
    }

    /** Whether the container was started anew in {@code (from, to]}. */
    boolean restartedIn(Instant from, Instant to) {
        return count(restarts, from, to) > 0;
    }

    /** How the log came to us in {@code (from, to]}. Nobody can tell how many lines a lossy rotation cost. */
    Custody custody(Instant from, Instant to) {
        boolean stopped = ended.filter(end -> isIn(end, from, to) && restarts.stream().noneMatch(end::isBefore))
                .isPresent();
        return new Custody(count(rotations, from, to),
                count(cuts, from, to) == 0 ? Reading.of(0) : Reading.absent(Why.LOG_CUT), stopped,
                skew.map(known -> Reading.of(known.millis())).orElse(Custody.WHOLE.skewMillis()),
                skew.map(known -> Reading.of(known.uncertaintyMillis()))
                        .orElse(Custody.WHOLE.skewUncertaintyMillis()));
    }

    /** The digest with the places counted where the log lost something that nobody read. */
    LogDigest withCuts(LogDigest digest, Instant from, Instant to) {
        long inside = count(cuts, from, to);
        return inside == 0
                ? digest
                : new LogDigest(digest.lines(), digest.access(), digest.accessLogSeen(), digest.statsLogSeen(),
                        digest.stats(), digest.events(), digest.serverStarts(), digest.first(), digest.last(),
                        digest.requests(), digest.cut() + inside);
    }

    private static long count(List<Instant> moments, Instant from, Instant to) {
        return moments.stream().filter(at -> isIn(at, from, to)).count();
    }

    private static boolean isIn(Instant at, Instant from, Instant to) {
        return at.isAfter(from) && !at.isAfter(to);
    }
}
