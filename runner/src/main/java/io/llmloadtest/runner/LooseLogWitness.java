package io.llmloadtest.runner;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.LogWitness;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogBook;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogLine;
import io.llmloadtest.evidence.logs.LogSource;
import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.ledger.foreign.MaybeZipped;
import io.llmloadtest.model.Tick;
import io.llmloadtest.text.ConsoleBook;
import io.llmloadtest.text.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A log that somebody saved. Lines with stamps ({@code docker logs --timestamps}) are told apart by them. Without stamps
 * every line counts as logged during the test: nothing then tells when a statistics line or a server's start was written, so
 * neither is used.
 */
final class LooseLogWitness implements LogWitness {

    /** How much of the file shows whether its lines have stamps. */
    private static final int HEAD_BYTES = 256 << 10;

    private final Optional<Path> file;
    private final Instant from;
    private final Instant to;
    private final boolean timed;
    private final LogBook book = new LogBook();
    private final List<PieceNote> notes = new ArrayList<>();
    private LogAvailability availability = new LogAvailability.NotAsked();
    private LogDigest before = LogDigest.EMPTY;
    private LogDigest inside = LogDigest.EMPTY;
    private Instant latest = Instant.EPOCH;
    private long lines;
    private boolean stamped;

    /**
     * Makes a witness; nothing is read yet.
     *
     * @param file the log
     * @param from the beginning of the test, itself outside
     * @param to its end
     * @param timed whether these two are known
     */
    LooseLogWitness(Optional<Path> file, Instant from, Instant to, boolean timed) {
        this.file = file;
        this.from = from;
        this.to = to;
        this.timed = timed;
    }

    /**
     * Reads the file to its end.
     *
     * @throws IOException when it cannot be read; the message names it and says what to do
     */
    void read() throws IOException {
        if (file.isEmpty()) {
            return;
        }
        stamped = timed && isStamped(file.get());
        try (InputStream in = MaybeZipped.open(file.get())) {
            LineFeeds.eachLine(in, this::enter);
        } catch (IOException broken) {
            throw lines == 0 ? broken : MaybeZipped.unreadable(file.get(), broken);
        }
        if (lines == 0) {
            throw new IOException(file.get() + ": is empty; save the log with: docker logs --timestamps CONTAINER > "
                    + file.get().getFileName() + " 2>&1");
        }
        book.beginRun(from);
        before = book.before(from);
        digest(file.get());
    }

    private void digest(Path path) {
        LogDigest all = book.between(from, to);
        if (!stamped) {
            notes.add(new PieceNote(path, Line.PIECE_LOG_UNSTAMPED, Map.of("count", String.valueOf(lines))));
            inside = new LogDigest(all.lines(), all.access(), all.accessLogSeen(), all.statsLogSeen(), List.of(),
                    all.events(), 0, Optional.empty(), Optional.empty(), all.requests(), all.cut());
        } else {
            inside = all;
        }
        if (inside.lines() == 0) {
            PieceNote note = new PieceNote(path, Line.PIECE_LOG_ELSEWHERE, Map.of("count", String.valueOf(lines),
                    "from", from.toString(), "to", to.toString()));
            notes.add(note);
            availability = new LogAvailability.Illegible(path.toString(), LogAvailability.Problem.FAILED,
                    ConsoleBook.of(Locale.ENGLISH).say(note.line(), note.values()));
        } else {
            availability = new LogAvailability.Legible(path.toString());
        }
    }

    private static boolean isStamped(Path path) throws IOException {
        boolean[] found = new boolean[1];
        try (InputStream in = MaybeZipped.open(path)) {
            LineFeeds.eachLine(new ByteArrayInputStream(in.readNBytes(HEAD_BYTES)),
                    line -> found[0] |= LooseLine.of(line).stamp().isPresent());
        }
        return found[0];
    }

    /** A line without a stamp among those that have one was logged with the line before it. */
    private void enter(String text) {
        lines++;
        if (!stamped) {
            book.add(new LogLine(to, LooseLine.of(text).text()));
            return;
        }
        LooseLine line = LooseLine.of(text);
        latest = line.stamp().orElse(latest);
        book.add(new LogLine(latest, line.text()));
    }

    /** What weakens the log's word. */
    List<PieceNote> notes() {
        return List.copyOf(notes);
    }

    @Override
    public LogAvailability open() {
        return availability;
    }

    @Override
    public LogDigest before() {
        return before;
    }

    @Override
    public Boundary mark(int index, OwnWork done) {
        return new Boundary(index, Tick.ZERO, index == 0 ? from : to);
    }

    @Override
    public LogTestimony between(Boundary earlier, Boundary later, Duration atMost) {
        return file.isEmpty()
                ? LogTestimony.notAsked()
                : new LogTestimony(stamped ? LogSource.DOCKER_LOG : LogSource.LOG_FILE, availability, inside, false,
                        Duration.ZERO);
    }

    @Override
    public boolean awaitStatsAfter(Instant moment, Duration atMost) {
        return stamped && book.lastStatsAt().filter(at -> at.isAfter(moment)).isPresent();
    }

    @Override
    public void close() {
        // Nothing stays open.
    }
}
