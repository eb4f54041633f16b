package io.llmloadtest.collect.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogAvailability.Problem;
import io.llmloadtest.evidence.logs.LogSource;
import io.llmloadtest.evidence.logs.LogTestimony;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log that a command prints. */
@Timeout(60)
class CommandLogWitnessTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String WARNING = "WARNING 11-25 10:00:00 [a.py:1] odd";

    @TempDir
    private Path folder;

    private final RunClock clock = RunClock.system(System.nanoTime());
    private Optional<CommandLogWitness> open = Optional.empty();

    @AfterEach
    void close() {
        open.ifPresent(CommandLogWitness::close);
    }

    @Test
    void bothItsStreamsAreTheLog() throws IOException {
        Path log = Files.writeString(folder.resolve("vllm.log"), "old\n");
        Path errors = Files.writeString(folder.resolve("errors.log"), "");
        CommandLogWitness witness = witness("tail -n +1 -f '" + log + "' & tail -f '" + errors + "' >&2");
        assertThat(witness.open()).isEqualTo(new LogAvailability.Legible("tail"));
        Boundary from = witness.mark(0, OwnWork.NONE);
        append(log, "one\n");
        append(errors, WARNING + "\n");
        awaitLines(witness, from, 2);
        Boundary to = witness.mark(1, OwnWork.NONE);

        LogTestimony said = witness.between(from, to, LONG);

        assertThat(said.source()).isEqualTo(LogSource.LOG_COMMAND);
        assertThat(witness.before().lines()).isEqualTo(1);
        assertThat(said.digest().lines()).isEqualTo(2);
        assertThat(said.digest().events()).hasSize(1);
        assertThat(said.custody().stopped()).isFalse();
        witness.close();
        assertThat(recorded(from, to)).usingRecursiveComparison().isEqualTo(said);
    }

    @Test
    void aCommandThatEndsAtOnceIsSaidWithItsLastComplaint() {
        CommandLogWitness witness = witness("{ echo first; echo no such pod; } >&2; exit 3 # --token secret");

        assertThat(witness.open()).isEqualTo(new LogAvailability.Illegible("sh", Problem.COMMAND_ENDED,
                "it ended with status 3: no such pod"));
    }

    @Test
    void aCommandThatIsNotThereIsSaid() {
        assertThat(witness("/no/such/program --token=secret").open())
                .isInstanceOfSatisfying(LogAvailability.Illegible.class, trouble -> {
                    assertThat(trouble.name()).isEqualTo("/no/such/program");
                    assertThat(trouble.detail()).startsWith("it ended with status 127: ");
                });
    }

    @Test
    void aCommandThatEndsDuringTheRunLeavesTheStretchIllegible() throws IOException {
        Path go = folder.resolve("go");
        CommandLogWitness witness = witness("while [ ! -f '" + go + "' ]; do sleep 0.05; done; echo gone >&2; exit 4");
        assertThat(witness.open()).isInstanceOf(LogAvailability.Legible.class);
        Boundary from = witness.mark(0, OwnWork.NONE);
        Files.createFile(go);
        awaitLines(witness, from, 1);
        Boundary to = new Boundary(1, clock.tick(), clock.wall().plusSeconds(1));

        LogTestimony said = witness.between(from, to, LONG);

        assertThat(said.custody().stopped()).isTrue();
        assertThat(said.availability()).isEqualTo(new LogAvailability.Illegible("while", Problem.COMMAND_ENDED,
                "it ended with status 4: gone"));
    }

    @Test
    void linesThatBearATimeKeepIt() throws IOException {
        CommandLogWitness witness = witness("echo '[pod/vllm-0/server] 2026-11-25T10:00:00.5Z " + WARNING
                + "'; echo '2026-11-25T19:00:01+09:00 x'; echo 'vllm-1  | 2026-11-25T10:00:02Z y'; exec sleep 600");
        witness.open();

        assertThat(witness.before().lines()).isEqualTo(3);
        assertThat(witness.before().first()).contains(Instant.parse("2026-11-25T10:00:00.500Z"));
        assertThat(witness.before().last()).contains(Instant.parse("2026-11-25T10:00:02Z"));
        assertThat(witness.before().events()).hasSize(1);
    }

    @Test
    void closingEndsTheCommandAndItsChildren() throws Exception {
        Path pids = folder.resolve("pids");
        CommandLogWitness witness = witness("trap '' TERM; sleep 600 & echo $! > '" + pids + "'; echo $$ >> '" + pids
                + "'; echo up; wait; sleep 600");
        witness.open();

        witness.close();

        for (String pid : Files.readAllLines(pids)) {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
            if (process.isPresent()) {
                process.get().onExit().get(20, TimeUnit.SECONDS);
            }
            assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @Test
    void theCommandsTextIsNowhereInTheRunFolder() throws IOException {
        CommandLogWitness witness = witness("echo up; sleep 600 # --token secret");
        witness.open();
        witness.close();

        try (var files = Files.list(folder.resolve("evidence"))) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file)).doesNotContain("secret").doesNotContain("600");
            }
        }
    }

    private CommandLogWitness witness(String command) {
        CommandLogWitness witness = new CommandLogWitness(command, clock,
                Optional.of(new EvidenceFolder(folder.resolve("evidence"))), LogKeeping.FULL);
        open = Optional.of(witness);
        return witness;
    }

    private LogTestimony recorded(Boundary from, Boundary to) {
        RecordedLogWitness recorded = new RecordedLogWitness(new EvidenceFolder(folder.resolve("evidence")));
        recorded.open();
        return recorded.between(from, to, LONG);
    }

    private void awaitLines(CommandLogWitness witness, Boundary from, long lines) {
        while (witness.between(from, new Boundary(9, clock.tick(), clock.wall().plusSeconds(60)), Duration.ZERO)
                .digest().lines() < lines) {
            Thread.onSpinWait();
        }
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
