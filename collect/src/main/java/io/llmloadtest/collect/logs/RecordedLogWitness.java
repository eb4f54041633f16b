package io.llmloadtest.collect.logs;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.LogWitness;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogAvailability.Problem;
import io.llmloadtest.evidence.logs.LogBook;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogLine;
import io.llmloadtest.evidence.logs.LogSource;
import io.llmloadtest.evidence.logs.LogTestimony;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A log read back from a run folder. It says what the live witness said, except for how many lines there were and when
 * the first and the last came where only judged lines were kept. A torn last line is left out.
 */
public final class RecordedLogWitness implements LogWitness {

    private final EvidenceFolder folder;
    private final LogBook book = new LogBook();
    private Optional<LogNote> note = Optional.empty();
    private LogDigest before = LogDigest.EMPTY;
    private LogAvailability availability = new LogAvailability.NotAsked();
    private boolean running;

    /**
     * Makes a witness; nothing is read yet.
     *
     * @param folder the folder {@code evidence/} of the run
     */
    public RecordedLogWitness(EvidenceFolder folder) {
        this.folder = folder;
    }

    /** {@inheritDoc} {@link LogAvailability.NotAsked} when the folder tells of no log. */
    @Override
    public LogAvailability open() {
        note = folder.readJson(LogNote.FILE, LogNote.class);
        if (note.isPresent()) {
            availability = read(note.get());
        }
        return availability;
    }

    private LogAvailability read(LogNote told) {
        if (told.began().isEmpty() || told.problem().isPresent()) {
            return told.availability();
        }
        if (told.keeping() == LogKeeping.NONE) {
            return new LogAvailability.Illegible(told.name(), Problem.FAILED, "its lines were not kept");
        }
        try {
            readLines(line -> enter(line, told.began().get()));
        } catch (IOException e) {
            return new LogAvailability.Illegible(told.name(), Problem.NO_SUCH_FILE, EngineFailures.words(e));
        }
        beginRun(told.began().get());
        return told.availability();
    }

    private void enter(StampedLine stamped, Instant began) {
        LogLine line = stamped.toLogLine();
        if (line.at().isAfter(began)) {
            beginRun(began);
        }
        book.add(line);
    }

    private void beginRun(Instant began) {
        if (!running) {
            before = book.before(began);
            book.beginRun(began);
            running = true;
        }
    }

    private void readLines(Consumer<StampedLine> lines) throws IOException {
        if (!folder.has(LogNote.LINES)) {
            return;
        }
        LineAssembler assembler = new LineAssembler(StampedLine.Channel.OUT, true, () -> Instant.EPOCH, lines);
        byte[] buffer = new byte[64 << 10];
        try (InputStream file = new BufferedInputStream(Files.newInputStream(folder.file(LogNote.LINES)))) {
            for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
                assembler.take(buffer, 0, read);
            }
        }
    }

    /** The boundaries that were marked, in order. */
    public List<Boundary> boundaries() {
        return note.map(LogNote::boundaries).orElse(List.of()).stream().map(LogNote.Mark::toBoundary).toList();
    }

    @Override
    public LogDigest before() {
        return before;
    }

    /** {@inheritDoc} A boundary that was not recorded lies where the record ends. */
    @Override
    public Boundary mark(int index, OwnWork done) {
        return Boundary.among(boundaries(), index);
    }

    @Override
    public LogTestimony between(Boundary from, Boundary to, Duration atMost) {
        if (note.isEmpty()) {
            return LogTestimony.notAsked();
        }
        LogNote told = note.get();
        LogAvailability said = availability instanceof LogAvailability.Legible
                ? told.availabilityBetween(from, to)
                : availability;
        LogFate fate = told.fate();
        LogDigest digest = running
                ? fate.withCuts(book.between(from.wall(), to.wall()), from.wall(), to.wall())
                : LogDigest.EMPTY;
        return new LogTestimony(told.source(), said, digest, fate.restartedIn(from.wall(), to.wall()),
                fate.custody(from.wall(), to.wall()),
                told.stretch(from, to).map(stretch -> Duration.ofNanos(stretch.tookNanos()))
                        .orElse(Duration.ZERO));
    }

    /** Where the log came from; {@link LogSource#DOCKER_LOG} when the folder does not tell. */
    public LogSource source() {
        return note.map(LogNote::source).orElse(LogSource.DOCKER_LOG);
    }

    @Override
    public boolean awaitStatsAfter(Instant moment, Duration atMost) {
        return book.lastStatsAt().filter(at -> at.isAfter(moment)).isPresent();
    }

    @Override
    public void close() {
        // Nothing stays open.
    }
}
