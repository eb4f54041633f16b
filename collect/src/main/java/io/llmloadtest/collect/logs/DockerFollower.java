package io.llmloadtest.collect.logs;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.collect.logs.StampedLine.Channel;
import io.llmloadtest.evidence.logs.LogAvailability.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Follows a container's log on a thread of its own and enters each new line into a {@link GrowingLog}. When the stream
 * ends it looks why: a dropped stream is opened again where it broke off, a container that was started anew is followed
 * on, one that ended is watched for a new start, and one that was removed ends the work.
 */
final class DockerFollower implements AutoCloseable {

    /** Records asked for again when following begins; enough to meet the last line that is known. */
    private static final OptionalInt OVERLAP_RECORDS = OptionalInt.of(1000);

    /** Docker does not keep order across the two streams of a process; their stamps are at most this much apart. */
    private static final Duration OVERLAP_TIME = Duration.ofSeconds(1);

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration RESTART_POLL = Duration.ofMillis(250);

    private final DockerEngine engine;
    private final String containerId;
    private final RunClock clock;
    private final GrowingLog log;
    private final LogRecorder recorder;
    private final Position position;
    private final FrameReader reader;
    private final RecentLines recentOut = new RecentLines();
    private final RecentLines recentErr = new RecentLines();
    private final boolean tailIsAll;
    private final Thread thread = Thread.ofPlatform().daemon().name("docker-log").unstarted(this::work);

    private volatile boolean closed;
    private volatile @Nullable Response stream;
    private volatile @Nullable Instant seenOut;
    private volatile @Nullable Instant seenErr;
    private volatile Optional<Instant> startedAt;
    private volatile Optional<Instant> endedAt = Optional.empty();
    private Optional<Instant> finishedAt = Optional.empty();
    private Position.Resumption resumption;
    private boolean mayHaveGap;
    private boolean mayHaveLoss;
    private boolean gap;
    private Duration nextPause = SHORTEST_PAUSE;

    /**
     * @param position the place behind the last line known
     * @param tailIsAll whether the log began with the lines known, so that there is nothing before them to be left out
     */
    DockerFollower(DockerEngine engine, FoundContainer container, RunClock clock, GrowingLog log, LogRecorder recorder,
            Position position,
            boolean tailIsAll) {
        this.engine = engine;
        this.containerId = container.id();
        this.startedAt = container.startedAt();
        this.clock = clock;
        this.log = log;
        this.recorder = recorder;
        this.position = position;
        this.tailIsAll = tailIsAll;
        this.resumption = position.resume();
        this.reader = new FrameReader(container.terminal(), clock::wall, this::take);
    }

    void start() {
        thread.start();
    }

    /** Whether everything up to a record of the log has been entered. */
    boolean hasSeen(Channel channel, Instant stamp) {
        Instant seen = channel == Channel.OUT ? seenOut : seenErr;
        return seen != null && !seen.isBefore(stamp);
    }

    /** How far both streams of the process have been read; changes with each record. */
    Progress progress() {
        return new Progress(Optional.ofNullable(seenOut), Optional.ofNullable(seenErr));
    }

    /** The last record read of each stream. */
    record Progress(Optional<Instant> out, Optional<Instant> err) {}

    /** When the container ended, once its log has been read to that end; empty while it runs. */
    Optional<Instant> endedAt() {
        return endedAt;
    }

    /** Takes note of when the container was started, as the engine tells it now. */
    synchronized void noteStart(FoundContainer now) {
        if (now.startedAt().isPresent() && !now.startedAt().equals(startedAt)) {
            startedAt = now.startedAt();
            log.restarted(log.byOurClock(now.startedAt().get()));
            recorder.container(now.note());
        }
    }

    private void work() {
        OptionalInt tail = tailIsAll ? OptionalInt.empty() : OVERLAP_RECORDS;
        boolean stopped = false;
        try {
            while (!closed) {
                boolean gone = !readStream(tail);
                tail = gap ? OptionalInt.empty() : OVERLAP_RECORDS;
                if (closed || gap) {
                    continue;
                }
                switch (gone ? State.REMOVED : look()) {
                    case UNKNOWN -> pauseLonger();
                    case RUNNING -> {
                        stopped = false;
                        pauseLonger();
                    }
                    case STOPPED -> {
                        if (stopped && !awaitNewStart()) {
                            return;
                        }
                        // What came between the last read and the stop is read by one more pass.
                        stopped = !stopped;
                    }
                    case REMOVED -> {
                        end(Optional.empty());
                        return;
                    }
                }
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private enum State {
        RUNNING, STOPPED, REMOVED, UNKNOWN
    }

    private State look() {
        try {
            FoundContainer now = FoundContainer.of(engine.inspect(containerId));
            noteStart(now);
            finishedAt = now.finishedAt().map(log::byOurClock);
            if (!now.running()) {
                recorder.container(now.note());
            }
            return now.running() ? State.RUNNING : State.STOPPED;
        } catch (IllegibleException e) {
            return e.problem() == Problem.NO_SUCH_CONTAINER ? State.REMOVED : State.UNKNOWN;
        }
    }

    /** The container has stopped and its log is read to the end. True when it was started anew. */
    private boolean awaitNewStart() throws InterruptedException {
        end(finishedAt);
        while (!closed) {
            clock.pause(RESTART_POLL);
            switch (look()) {
                case RUNNING -> {
                    endedAt = Optional.empty();
                    return true;
                }
                case REMOVED -> {
                    return false;
                }
                case STOPPED, UNKNOWN -> {
                    // It may come yet.
                }
            }
        }
        return false;
    }

    private void end(Optional<Instant> told) {
        Instant at = told.orElseGet(clock::wall);
        reader.end();
        endedAt = Optional.of(at);
        log.ended(at);
    }

    private void pauseLonger() throws InterruptedException {
        clock.pause(nextPause);
        Duration doubled = nextPause.multipliedBy(2);
        nextPause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /** Reads until the stream ends; false when the container is gone. */
    private boolean readStream(OptionalInt tail) {
        Optional<Instant> latest = position.latest();
        LogQuery query = latest.map(at -> LogQuery.followSince(at.minus(OVERLAP_TIME), tail))
                .orElseGet(LogQuery::followAll);
        resumption = position.resume();
        mayHaveGap = latest.isPresent() && tail.isPresent();
        mayHaveLoss = latest.isPresent() && tail.isEmpty();
        gap = false;
        reader.forget();
        try (Response answer = engine.logs(containerId, query)) {
            stream = answer;
            if (!closed) {
                reader.readAll(answer.getBody(), this::noteProgress);
            }
        } catch (IOException | RuntimeException _) {
            // The next look at the container tells what to do.
        } catch (IllegibleException e) {
            return e.problem() != Problem.NO_SUCH_CONTAINER;
        } finally {
            stream = null;
        }
        return true;
    }

    private void take(StampedLine line) {
        if (gap || !resumption.isNew(line) || isRepeated(line)) {
            return;
        }
        if (mayHaveGap && !resumption.hasOverlapped()) {
            gap = true;
            closeStream();
            return;
        }
        if (mayHaveLoss && !resumption.hasOverlapped()) {
            // All was asked for and the last line known did not come: rotation took it, and what followed it.
            log.rotated(log.byOurClock(line.from()), true);
        }
        mayHaveLoss = false;
        position.passed(line);
        recent(line.channel()).passed(line);
        nextPause = SHORTEST_PAUSE;
        log.cut(line.cutBytes());
        log.add(line.toLogLine());
    }

    private boolean isRepeated(StampedLine line) {
        RecentLines recent = recent(line.channel());
        boolean repeated = recent.isRepeated(line);
        if (recent.begins()) {
            log.rotated(log.byOurClock(line.to()), true);
        }
        return repeated;
    }

    private RecentLines recent(Channel channel) {
        return channel == Channel.OUT ? recentOut : recentErr;
    }

    private void noteProgress() {
        if (!gap) {
            seenOut = reader.latest(Channel.OUT).orElse(null);
            seenErr = reader.latest(Channel.ERR).orElse(null);
            log.changed();
        }
    }

    /** Breaks the stream off so that it is opened anew: Docker 20.10 can lose its place in a rotated log and fall silent. */
    void reopen() {
        closeStream();
    }

    private void closeStream() {
        Response open = stream;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        closeStream();
    }
}
