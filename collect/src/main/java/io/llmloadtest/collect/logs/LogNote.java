package io.llmloadtest.collect.logs;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogAvailability.Problem;
import io.llmloadtest.evidence.logs.LogSource;
import io.llmloadtest.model.Tick;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code log.json}: what a run folder tells of its log beside the lines.
 *
 * @param source where the log came from
 * @param name the container's, file's or command's name
 * @param problem why it could not be read; empty when it could
 * @param detail more of the problem
 * @param keeping which lines are in {@code server.log}
 * @param began lines up to then are from before the run; empty when the log could not be read
 * @param linesBefore how many lines from before the run were read
 * @param cutBytes bytes of overlong lines that were dropped
 * @param restarts when the container was started anew during the run
 * @param ended when the container or command came to its end during the run
 * @param rotations when the file was begun anew during the run
 * @param cuts those rotations that may have cost lines
 * @param skew the clock that stamped the lines against ours; the lines kept are by ours already
 * @param boundaries the boundaries of the run
 * @param stretches what was said of stretches of the run
 */
record LogNote(LogSource source, String name, Optional<Problem> problem, String detail, LogKeeping keeping,
        Optional<Instant> began, long linesBefore, long cutBytes, List<Instant> restarts, Optional<Instant> ended,
        List<Instant> rotations, List<Instant> cuts, Optional<Skew> skew, List<Mark> boundaries,
        List<Stretch> stretches) {

    /** The file's name. */
    static final String FILE = "log.json";

    /** The lines' file: each line is its stamp, a blank and the text. */
    static final String LINES = "server.log";

    LogNote {
        restarts = List.copyOf(restarts);
        rotations = List.copyOf(rotations);
        cuts = List.copyOf(cuts);
        boundaries = List.copyOf(boundaries);
        stretches = List.copyOf(stretches);
    }

    LogFate fate() {
        return new LogFate(restarts, ended, rotations, cuts, skew);
    }

    LogAvailability availability() {
        return availability(problem, detail);
    }

    private LogAvailability availability(Optional<Problem> trouble, String words) {
        return trouble.<LogAvailability>map(known -> new LogAvailability.Illegible(name, known, words))
                .orElseGet(() -> new LogAvailability.Legible(name));
    }

    /** What was said of a stretch whether its log could be read; what holds for the whole log when nothing was. */
    LogAvailability availabilityBetween(Boundary from, Boundary to) {
        return stretch(from, to).map(said -> availability(said.problem(), said.detail())).orElseGet(this::availability);
    }

    Optional<Stretch> stretch(Boundary from, Boundary to) {
        return stretches.stream().filter(said -> said.from() == from.index() && said.to() == to.index())
                .reduce((_, later) -> later);
    }

    /**
     * A boundary.
     *
     * @param index its place in the run
     * @param tickNanos the client's clock
     * @param wall the wall clock
     */
    record Mark(int index, long tickNanos, Instant wall) {

        Boundary toBoundary() {
            return new Boundary(index, new Tick(tickNanos), wall);
        }
    }

    /**
     * What was said of the log between two boundaries.
     *
     * @param from index of the earlier boundary
     * @param to index of the later one
     * @param problem why its log could not be read; empty when it could
     * @param detail more of the problem
     * @param tookNanos how long it took to bring the log up to date
     */
    record Stretch(int from, int to, Optional<Problem> problem, String detail, long tookNanos) {}
}
