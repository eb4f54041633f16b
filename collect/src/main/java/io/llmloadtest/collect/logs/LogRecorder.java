package io.llmloadtest.collect.logs;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.evidence.logs.JudgedLines;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogAvailability.Problem;
import io.llmloadtest.evidence.logs.LogLine;
import io.llmloadtest.evidence.logs.LogSource;
import io.llmloadtest.evidence.logs.LogTestimony;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a log and what is said of it to a run folder as it comes. A disk that refuses does not end the run: it is said
 * once, and nothing more is written. Safe for use by several threads.
 */
final class LogRecorder implements AutoCloseable {

    /** Docker's own form: always nine digits, in UTC. */
    static final DateTimeFormatter STAMP = DateTimeFormatter
            .ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final System.Logger LOG = System.getLogger(LogRecorder.class.getName());

    private final LogSource source;
    private final LogKeeping keeping;
    private final JudgedLines judged = new JudgedLines();
    private final List<Instant> restarts = new ArrayList<>();
    private final List<Instant> rotations = new ArrayList<>();
    private final List<Instant> cuts = new ArrayList<>();
    private final List<LogNote.Mark> boundaries = new ArrayList<>();
    private final List<LogNote.Stretch> stretches = new ArrayList<>();
    private Optional<EvidenceFolder> folder;
    private Optional<OutputStream> lines = Optional.empty();
    private LogAvailability availability = new LogAvailability.NotAsked();
    private Optional<Skew> skew = Optional.empty();
    private Optional<Instant> began = Optional.empty();
    private Optional<Instant> ended = Optional.empty();
    private long linesBefore;
    private long cutBytes;

    LogRecorder(LogSource source, Optional<EvidenceFolder> folder, LogKeeping keeping) {
        this.source = source;
        this.folder = folder;
        this.keeping = keeping;
    }

    synchronized void opened(LogAvailability said) {
        availability = said;
        writeNote();
    }

    synchronized void stampedBy(Skew measured) {
        skew = Optional.of(measured);
    }

    /** Tells of the container whose log this is. */
    synchronized void container(ContainerNote note) {
        try {
            if (folder.isPresent()) {
                folder.get().replaceJson(ContainerNote.FILE, note);
            }
        } catch (IOException e) {
            giveUp(e);
        }
    }

    synchronized void began(Instant start, List<LogLine> earlier) {
        began = Optional.of(start);
        linesBefore = earlier.size();
        earlier.forEach(this::add);
    }

    synchronized void add(LogLine line) {
        if (folder.isEmpty()) {
            return;
        }
        Optional<LogLine> kept = switch (keeping) {
            case FULL -> Optional.of(line);
            case JUDGED -> judged.pick(line);
            case NONE -> Optional.empty();
        };
        kept.ifPresent(this::write);
    }

    synchronized void cut(long bytes) {
        cutBytes += bytes;
    }

    synchronized void restarted(Instant at) {
        restarts.add(at);
        writeNote();
    }

    synchronized void rotated(Instant at, boolean lossy) {
        rotations.add(at);
        if (lossy) {
            cuts.add(at);
        }
        writeNote();
    }

    synchronized void ended(Instant at) {
        ended = Optional.of(at);
        writeNote();
    }

    synchronized void marked(Boundary boundary) {
        boundaries.add(new LogNote.Mark(boundary.index(), boundary.at().nanos(), boundary.wall()));
        writeNote();
    }

    synchronized void testified(Boundary from, Boundary to, LogTestimony said) {
        Optional<LogAvailability.Illegible> trouble = illegible(said.availability());
        stretches.add(new LogNote.Stretch(from.index(), to.index(), trouble.map(LogAvailability.Illegible::problem),
                trouble.map(LogAvailability.Illegible::detail).orElse(""), said.took().toNanos()));
        writeNote();
    }

    private void write(LogLine line) {
        try {
            if (lines.isEmpty() && folder.isPresent()) {
                lines = Optional.of(folder.get().appender(LogNote.LINES));
            }
            if (lines.isPresent()) {
                String text = line.text().replace('\n', ' ');
                lines.get().write((STAMP.format(line.at()) + " " + text + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private void writeNote() {
        if (folder.isEmpty()) {
            return;
        }
        Optional<LogAvailability.Illegible> trouble = illegible(availability);
        String name = switch (availability) {
            case LogAvailability.Legible(String legible) -> legible;
            case LogAvailability.Illegible(String illegible, Problem _, String _) -> illegible;
            case LogAvailability.NotAsked() -> "";
        };
        try {
            folder.get().replaceJson(LogNote.FILE,
                    new LogNote(source, name, trouble.map(LogAvailability.Illegible::problem),
                            trouble.map(LogAvailability.Illegible::detail).orElse(""), keeping, began, linesBefore,
                            cutBytes, restarts, ended, rotations, cuts, skew, boundaries, stretches));
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private static Optional<LogAvailability.Illegible> illegible(LogAvailability said) {
        return said instanceof LogAvailability.Illegible trouble ? Optional.of(trouble) : Optional.empty();
    }

    private void giveUp(IOException failure) {
        LOG.log(Level.WARNING, "The log is no longer kept in the run folder: {0}", failure.toString());
        closeLines();
        folder = Optional.empty();
    }

    private void closeLines() {
        try {
            if (lines.isPresent()) {
                lines.get().close();
            }
        } catch (IOException _) {
            // Each line was written as it came.
        }
        lines = Optional.empty();
    }

    @Override
    public synchronized void close() {
        writeNote();
        closeLines();
        folder = Optional.empty();
    }
}
