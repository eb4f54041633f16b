package io.llmloadtest.collect.logs;

import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogAvailability.Problem;
import io.llmloadtest.evidence.logs.LogLine;
import io.llmloadtest.evidence.logs.LogSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A log that a command prints, such as {@code kubectl logs -f deploy/vllm}. Lines that bear an RFC 3339 stamp keep it;
 * others get the time at which they came. What the command prints at once when it starts is from before the run. The
 * command's text may hold a key: only its first word is ever told.
 */
public final class CommandLogWitness extends LiveLogWitness {

    private static final int LINES_BEFORE = 100;

    /** How long a first line is waited for, and silence after it that ends the lines from before the run. */
    private static final Duration FIRST_LINE = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofMillis(300);
    private static final Duration LONGEST_OPENING = Duration.ofSeconds(5);

    /** How long a line may take from being written to being here. */
    private static final Duration TRANSPORT_TIME = Duration.ofMillis(500);

    private final String command;
    private final Deque<LogLine> earlier = new ArrayDeque<>();
    private LogAvailability availability = new LogAvailability.NotAsked();
    private Optional<FollowedCommand> running = Optional.empty();
    private Optional<Instant> ended = Optional.empty();
    private long lastLineNanos;
    private boolean anyLine;
    private boolean begun;
    private boolean closed;

    /**
     * Makes a witness; nothing is started yet.
     *
     * @param command given to {@code /bin/sh -c}
     * @param clock this machine's clocks
     * @param folder where the log is kept; empty to keep nothing
     * @param keeping what of it is kept
     */
    public CommandLogWitness(String command, RunClock clock, Optional<EvidenceFolder> folder, LogKeeping keeping) {
        super(LogSource.LOG_COMMAND, clock, folder, keeping);
        this.command = command;
    }

    /** What a command is called where its text must not be told: its first word. */
    public static String nameOf(String command) {
        return Stream.of(command.strip().split("\\s+", 2)).limit(1).filter(word -> word.matches("[\\w./-]{1,80}"))
                .findFirst().orElse("sh");
    }

    @Override
    public LogAvailability open() {
        try {
            FollowedCommand followed = new FollowedCommand(command, clock::wall, this::take, this::end);
            running = Optional.of(followed);
            availability = awaitBeginning()
                    ? new LogAvailability.Legible(nameOf(command))
                    : new LogAvailability.Illegible(nameOf(command), Problem.COMMAND_ENDED, followed.end());
        } catch (IOException e) {
            availability = new LogAvailability.Illegible(nameOf(command), Problem.FAILED, EngineFailures.words(e));
        }
        recorder.opened(availability);
        return availability;
    }

    private synchronized void take(StampedLine arrived) {
        LogLine line = new LogLine(ArrivalStamps.of(arrived.text()).orElse(arrived.from()), arrived.text());
        anyLine = true;
        lastLineNanos = System.nanoTime();
        if (begun) {
            log.cut(arrived.cutBytes());
            log.add(line);
            return;
        }
        if (earlier.size() == LINES_BEFORE) {
            earlier.removeFirst();
        }
        earlier.addLast(line);
    }

    private synchronized void end() {
        if (!closed) {
            ended = Optional.of(clock.wall());
            if (begun) {
                log.ended(ended.get());
            }
        }
        notifyAll();
    }

    /** Waits until what the command prints at once is in; false when it ended meanwhile. */
    private synchronized boolean awaitBeginning() {
        long start = System.nanoTime();
        lastLineNanos = start;
        try {
            for (long left = 1; left > 0 && ended.isEmpty();) {
                long now = System.nanoTime();
                long patience = (anyLine ? SILENCE : FIRST_LINE).toNanos();
                left = Math.min(lastLineNanos + patience, start + LONGEST_OPENING.toNanos()) - now;
                if (left > 0) {
                    wait(left / 1_000_000 + 1);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        begun = true;
        log.begin(List.copyOf(earlier), clock.wall());
        earlier.clear();
        return ended.isEmpty();
    }

    @Override
    LogAvailability catchUp(Instant from, Instant to, Duration atMost) {
        clock.pauseUntil(to.plus(TRANSPORT_TIME), atMost);
        return availability(to);
    }

    /** Nobody knows what the server logged after the command had ended. */
    private synchronized LogAvailability availability(Instant until) {
        return ended.filter(end -> !end.isAfter(until)).isPresent() && availability instanceof LogAvailability.Legible
                ? new LogAvailability.Illegible(nameOf(command), Problem.COMMAND_ENDED,
                        running.map(FollowedCommand::end).orElse(""))
                : availability;
    }

    @Override
    public boolean awaitStatsAfter(Instant moment, Duration atMost) {
        return availability instanceof LogAvailability.Legible && log.awaitStatsAfter(moment, atMost);
    }

    @Override
    public void close() {
        Optional<FollowedCommand> open;
        synchronized (this) {
            closed = true;
            open = running;
            running = Optional.empty();
        }
        open.ifPresent(FollowedCommand::close);
        recorder.close();
    }
}
