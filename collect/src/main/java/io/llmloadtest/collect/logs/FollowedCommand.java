package io.llmloadtest.collect.logs;

import io.llmloadtest.collect.logs.StampedLine.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A shell command that runs and whose lines are read as they come, from both its streams. Closing ends the processes that
 * descend from it, and no others.
 */
final class FollowedCommand implements AutoCloseable {

    private static final Duration TIME_TO_END = Duration.ofSeconds(2);
    private static final int LONGEST_COMPLAINT = 200;

    private final Process process;
    private volatile String lastComplaint = "";

    /**
     * Starts a command.
     *
     * @param command given to {@code /bin/sh -c}
     * @param now stamps lines that bear no time
     * @param lines takes the lines, one at a time
     * @param ended told once both streams are at their end, which closing brings about too
     * @throws IOException when there is no shell
     */
    FollowedCommand(String command, Supplier<Instant> now, Consumer<StampedLine> lines, Runnable ended)
            throws IOException {
        process = new ProcessBuilder("/bin/sh", "-c", command).redirectInput(ProcessBuilder.Redirect.from(
                Path.of("/dev/null").toFile())).start();
        Consumer<StampedLine> one = line -> {
            synchronized (this) {
                lines.accept(line);
            }
        };
        Thread out = reader(process.getInputStream(), new LineAssembler(Channel.OUT, false, now, one));
        Thread err = reader(process.getErrorStream(), new LineAssembler(Channel.ERR, false, now, line -> {
            if (!line.text().isBlank()) {
                lastComplaint = line.text();
            }
            one.accept(line);
        }));
        Thread end = Thread.ofPlatform().daemon().name("log-command").unstarted(() -> {
            try {
                out.join();
                err.join();
                ended.run();
            } catch (InterruptedException _) {
                // Nobody waits any more.
            }
        });
        List.of(out, err, end).forEach(Thread::start);
    }

    private static Thread reader(InputStream stream, LineAssembler lines) {
        return Thread.ofPlatform().daemon().name("log-command").unstarted(() -> {
            byte[] buffer = new byte[64 << 10];
            try (stream) {
                for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                    lines.take(buffer, 0, read);
                }
            } catch (IOException _) {
                // The process is gone.
            }
            lines.end();
        });
    }

    /** How it ended and what it complained of last, for people: {@code status 1: error: no such pod}. */
    String end() {
        OptionalInt status = status();
        String words = lastComplaint.strip();
        String complaint = words.length() > LONGEST_COMPLAINT ? words.substring(0, LONGEST_COMPLAINT) : words;
        return (status.isPresent() ? "it ended with status " + status.getAsInt() : "it closed its output")
                + (complaint.isEmpty() ? "" : ": " + complaint);
    }

    private OptionalInt status() {
        try {
            return process.waitFor(TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(process.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        family.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + TIME_TO_END.toNanos();
        family.forEach(member -> awaitEnd(member, deadline));
        // Those that took no notice, and what they began meanwhile.
        Stream.concat(family.stream().flatMap(ProcessHandle::descendants).toList().stream(), family.stream())
                .filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }

    private static void awaitEnd(ProcessHandle member, long deadline) {
        Optional<Long> left = Optional.of(deadline - System.nanoTime()).filter(nanos -> nanos > 0);
        try {
            member.onExit().get(left.orElse(0L), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException _) {
            // Then it is ended by force.
        }
    }
}
