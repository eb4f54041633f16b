package io.llmloadtest.collect.logs;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogAvailability.Problem;
import io.llmloadtest.evidence.logs.LogLine;
import io.llmloadtest.evidence.logs.LogSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A log that somebody writes to a file. Lines that bear an RFC 3339 stamp, as {@code docker logs -t} writes them, keep it;
 * others get the time at which they were read, at most a tenth of a second late. Rotation by rename loses nothing;
 * truncation may, and shows as a cut. A file that is not there yet is waited for; a compressed one is not read.
 */
public final class FileLogWitness extends LiveLogWitness {

    private static final int LINES_BEFORE = 100;
    private static final Duration POLL = Duration.ofMillis(20);

    /** How long a line may take from being due to being in the file. */
    private static final Duration WRITING_TIME = Duration.ofMillis(200);

    private final Path path;
    private LogAvailability availability = new LogAvailability.NotAsked();
    private boolean awaited;
    private Optional<FileTail> tail = Optional.empty();
    private Optional<Thread> poller = Optional.empty();

    /**
     * Makes a witness; nothing is read yet.
     *
     * @param path the file
     * @param clock this machine's clocks
     * @param folder where the log is kept; empty to keep nothing
     * @param keeping what of it is kept
     */
    public FileLogWitness(Path path, RunClock clock, Optional<EvidenceFolder> folder, LogKeeping keeping) {
        super(LogSource.LOG_FILE, clock, folder, keeping);
        this.path = path;
    }

    @Override
    public synchronized LogAvailability open() {
        String name = path.toString();
        try {
            if (Files.isRegularFile(path)) {
                begin();
                availability = new LogAvailability.Legible(name);
            } else {
                boolean other = Files.exists(path);
                availability = new LogAvailability.Illegible(name, Problem.NO_SUCH_FILE, other ? "not a file" : "");
                awaited = !other;
                log.begin(List.of(), clock.wall());
            }
            if (awaited || tail.isPresent()) {
                poller = Optional.of(Thread.ofPlatform().daemon().name("log-file").start(this::poll));
            }
        } catch (IOException e) {
            availability = new LogAvailability.Illegible(name, Problem.NO_SUCH_FILE, EngineFailures.words(e));
        }
        recorder.opened(availability);
        return availability;
    }

    private void begin() throws IOException {
        Instant opened = clock.wall();
        FileTail opening = new FileTail(path, clock::wall);
        List<StampedLine> earlier = opening.lastLines(LINES_BEFORE, this::take);
        tail = Optional.of(opening);
        log.begin(earlier.stream().map(FileLogWitness::line).toList(), opened);
    }

    /** The server was started after us: all of its file is from the run. */
    private void beginLate() throws IOException {
        if (Files.isRegularFile(path)) {
            FileTail opening = new FileTail(path, clock::wall);
            opening.fromStart(this::take);
            tail = Optional.of(opening);
            availability = new LogAvailability.Legible(path.toString());
            recorder.opened(availability);
        }
    }

    private static LogLine line(StampedLine read) {
        return new LogLine(ArrivalStamps.of(read.text()).orElse(read.from()), read.text());
    }

    private void take(StampedLine line) {
        log.cut(line.cutBytes());
        log.add(line(line));
    }

    private void poll() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                clock.pause(POLL);
                readNew();
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private synchronized void readNew() {
        try {
            if (tail.isEmpty() && awaited) {
                beginLate();
            }
            if (tail.isEmpty()) {
                return;
            }
            switch (tail.get().read()) {
                case GREW -> {
                }
                case RENAMED -> log.rotated(clock.wall(), false);
                case SHRANK -> log.rotated(clock.wall(), true);
            }
            availability = new LogAvailability.Legible(path.toString());
        } catch (IOException e) {
            availability = new LogAvailability.Illegible(path.toString(), Problem.FAILED, EngineFailures.words(e));
        }
    }

    /** {@inheritDoc} The file is read first, so that what was written until now is stamped no later than the boundary. */
    @Override
    public Boundary mark(int index, OwnWork done) {
        readNew();
        return super.mark(index, done);
    }

    @Override
    LogAvailability catchUp(Instant from, Instant to, Duration atMost) {
        clock.pauseUntil(to.plus(WRITING_TIME), atMost);
        readNew();
        return availability;
    }

    @Override
    public boolean awaitStatsAfter(Instant moment, Duration atMost) {
        return tail.isPresent() && log.awaitStatsAfter(moment, atMost);
    }

    @Override
    public synchronized void close() {
        poller.ifPresent(Thread::interrupt);
        tail.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException _) {
                // Only read from.
            }
        });
        tail = Optional.empty();
        awaited = false;
        recorder.close();
    }
}
