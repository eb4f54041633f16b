package io.llmloadtest.collect.logs;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.collect.logs.StampedLine.Channel;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogAvailability.Problem;
import io.llmloadtest.evidence.logs.LogSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The log of a Docker container, read from the engine and followed while the run goes on. Cuts are exact by Docker's own
 * stamps. Every failure becomes part of the testimony.
 *
 * <p>The log is complete up to a moment when the last record that the engine holds, asked for some time after the moment,
 * has been entered: the engine stamps a line before it stores it, and hands lines on in the order of storing.
 */
public final class DockerLogWitness extends LiveLogWitness {

    private static final int RECORDS_BEFORE = 100;

    /** How long a line may take from being written to being stored by the engine. */
    private static final Duration STORING_TIME = Duration.ofMillis(200);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final ContainerChoice choice;
    private final Optional<String> dockerHost;
    private LogAvailability availability = new LogAvailability.NotAsked();
    private Optional<Following> following = Optional.empty();
    private Instant completeUpTo = Instant.MIN;

    /**
     * Makes a witness; nothing is asked yet.
     *
     * @param choice which container
     * @param dockerHost where the engine is, such as {@code unix:///var/run/docker.sock}; empty for what {@code DOCKER_HOST}
     *     and the user's Docker configuration say
     * @param clock this machine's clocks
     * @param folder where the log is kept; empty to keep nothing
     * @param keeping what of it is kept
     */
    public DockerLogWitness(ContainerChoice choice, Optional<String> dockerHost, RunClock clock,
            Optional<EvidenceFolder> folder, LogKeeping keeping) {
        super(LogSource.DOCKER_LOG, clock, folder, keeping);
        this.choice = choice;
        this.dockerHost = dockerHost;
    }

    private record Following(DockerEngine engine, FoundContainer container, DockerFollower follower) {}

    @Override
    public LogAvailability open() {
        try {
            DockerEngine engine = DockerEngine.at(dockerHost);
            try {
                availability = follow(engine);
            } catch (IllegibleException e) {
                engine.close();
                throw e;
            }
        } catch (IllegibleException e) {
            availability = e.of(choice instanceof ContainerChoice.Named(String name) ? name : "");
        }
        recorder.opened(availability);
        return availability;
    }

    private LogAvailability follow(DockerEngine engine) throws IllegibleException {
        FoundContainer container = new ContainerFinder(engine).find(choice);
        recorder.container(container.note());
        engine.skew(clock).ifPresent(log::stampedBy);
        Instant asked = clock.wall();
        Tail tail = tail(engine, container, RECORDS_BEFORE);
        Position position = new Position();
        tail.lines().forEach(position::passed);
        log.begin(tail.lines().stream().map(StampedLine::toLogLine).toList(), asked);
        DockerFollower follower = new DockerFollower(engine, container, clock, log, recorder, position,
                tail.lines().size() < RECORDS_BEFORE);
        following = Optional.of(new Following(engine, container, follower));
        follower.start();
        return new LogAvailability.Legible(container.name());
    }

    /**
     * The end of a log.
     *
     * @param lines its last whole lines
     * @param lastOut stamp of the last record of standard output, that of an unfinished line included
     * @param lastErr the same of standard error
     */
    private record Tail(List<StampedLine> lines, Optional<Instant> lastOut, Optional<Instant> lastErr) {}

    private Tail tail(DockerEngine engine, FoundContainer container, int records) throws IllegibleException {
        List<StampedLine> lines = new ArrayList<>();
        FrameReader reader = new FrameReader(container.terminal(), clock::wall, lines::add);
        try (Response answer = engine.logs(container.id(), LogQuery.lastRecords(records))) {
            return Bounded.call(engine.answerTime(), () -> {
                reader.readAll(answer.getBody(), () -> {});
                return new Tail(List.copyOf(lines), reader.latest(Channel.OUT), reader.latest(Channel.ERR));
            });
        }
    }

    @Override
    LogAvailability catchUp(Instant from, Instant to, Duration atMost) {
        return following.map(now -> catchUp(now, from, to, atMost)).orElse(availability);
    }

    private LogAvailability catchUp(Following now, Instant from, Instant to, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        clock.pauseUntil(to.plus(STORING_TIME), atMost);
        String last = "the log is not complete";
        while (to.isAfter(completeUpTo)) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative() || Thread.currentThread().isInterrupted()) {
                return new LogAvailability.Illegible(now.container().name(), Problem.TIMED_OUT, last);
            }
            try {
                if (Bounded.call(left, () -> isCaughtUp(now))) {
                    completeUpTo = to;
                }
            } catch (IllegibleException e) {
                last = e.detail();
                log.await(() -> false, LOOK_AGAIN);
            }
        }
        return now.follower().endedAt().filter(end -> !end.isAfter(from))
                .<LogAvailability>map(_ -> new LogAvailability.Illegible(now.container().name(), Problem.NOT_RUNNING,
                        "ended before this stretch"))
                .orElse(availability);
    }

    /** Whether everything the engine holds now has been entered, waiting a little for it. */
    private boolean isCaughtUp(Following now) throws IllegibleException {
        DockerFollower follower = now.follower();
        try {
            FoundContainer container = FoundContainer.of(now.engine().inspect(now.container().id()));
            follower.noteStart(container);
            if (!container.running()) {
                return log.await(() -> follower.endedAt().isPresent(), LOOK_AGAIN);
            }
            Tail end = tail(now.engine(), now.container(), 1);
            DockerFollower.Progress before = follower.progress();
            boolean caughtUp = log.await(() -> follower.endedAt().isEmpty() && hasSeen(follower, end), LOOK_AGAIN);
            if (!caughtUp && follower.progress().equals(before)) {
                follower.reopen();
            }
            return caughtUp;
        } catch (IllegibleException e) {
            if (e.problem() == Problem.NO_SUCH_CONTAINER) {
                return log.await(() -> follower.endedAt().isPresent(), LOOK_AGAIN);
            }
            throw e;
        }
    }

    private static boolean hasSeen(DockerFollower follower, Tail end) {
        return end.lastOut().map(stamp -> follower.hasSeen(Channel.OUT, stamp)).orElse(true)
                && end.lastErr().map(stamp -> follower.hasSeen(Channel.ERR, stamp)).orElse(true);
    }

    @Override
    public boolean awaitStatsAfter(Instant moment, Duration atMost) {
        return following.isPresent() && log.awaitStatsAfter(moment, atMost);
    }

    @Override
    public void close() {
        following.ifPresent(now -> {
            now.follower().close();
            now.engine().close();
        });
        following = Optional.empty();
        recorder.close();
    }
}
