package io.llmloadtest.collect.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogAvailability.Problem;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.model.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLogWitnessTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String ACCESS = "INFO:     127.0.0.1:5000 - \"POST /v1/chat/completions HTTP/1.1\" 200 OK";

    @TempDir
    private Path folder;

    private Path file;
    private FileLogWitness witness;

    @BeforeEach
    void start() {
        file = folder.resolve("vllm.log");
        witness = new FileLogWitness(file, RunClock.system(System.nanoTime()), Optional.empty(), LogKeeping.NONE);
    }

    @AfterEach
    void stop() {
        witness.close();
    }

    @Test
    void aStretchHoldsTheLinesBetweenItsBoundaries() throws IOException {
        write(ACCESS + "\n");
        assertThat(witness.open()).isEqualTo(new LogAvailability.Legible(file.toString()));
        Boundary first = mark(0);
        write(ACCESS + "\n" + ACCESS + "\r\n");
        Boundary second = mark(1);
        write(ACCESS + "\n");

        assertThat(accessLines(witness.before())).isEqualTo(1);
        assertThat(accessLines(between(first, second).digest())).isEqualTo(2);
        assertThat(accessLines(between(second, mark(2)).digest())).isEqualTo(1);
    }

    @Test
    void aLineWaitsForItsEnd() throws IOException {
        write("");
        witness.open();
        Boundary first = mark(0);
        write(ACCESS.substring(0, 20));
        Boundary second = mark(1);
        write(ACCESS.substring(20) + "\n");
        Boundary third = mark(2);

        assertThat(between(first, second).digest().lines()).isZero();
        assertThat(accessLines(between(second, third).digest())).isEqualTo(1);
    }

    @Test
    void aLineBegunBeforeTheRunIsReadWhole() throws IOException {
        write("x\n" + ACCESS.substring(0, 20));
        witness.open();
        Boundary first = mark(0);
        write(ACCESS.substring(20) + "\n");

        assertThat(witness.before().lines()).isEqualTo(1);
        assertThat(accessLines(between(first, mark(1)).digest())).isEqualTo(1);
    }

    @Test
    void theLastHundredLinesOfALargeFileAreRead() throws IOException {
        write((ACCESS + "\n").repeat(100_000));
        witness.open();

        assertThat(witness.before().lines()).isEqualTo(100);
    }

    @Test
    void stampsAtTheLinesHeadsAreTheirTimes() throws IOException {
        write("2026-11-01T10:00:00.000000001Z " + ACCESS + "\n");
        witness.open();
        write("2026-11-01T10:00:05.000000001Z " + ACCESS + "\n2026-11-01T19:00:06.000000001+09:00 " + ACCESS + "\n");
        mark(1);

        Boundary from = at(0, "2026-11-01T10:00:00.000000001Z");
        assertThat(accessLines(between(from, at(1, "2026-11-01T10:00:05.000000001Z")).digest())).isEqualTo(1);
        assertThat(accessLines(between(from, at(2, "2026-11-01T10:00:06.000000001Z")).digest())).isEqualTo(2);
    }

    @Test
    void rotationByRenameLosesNothing() throws IOException {
        write(ACCESS + "\n");
        witness.open();
        Boundary first = mark(0);
        write(ACCESS + "\n");
        Files.move(file, folder.resolve("vllm.log.1"));
        Files.writeString(folder.resolve("vllm.log.1"), ACCESS + "\n", StandardOpenOption.APPEND);
        write(ACCESS + "\n");

        LogTestimony testimony = between(first, mark(1));
        assertThat(accessLines(testimony.digest())).isEqualTo(3);
        assertThat(testimony.digest().cut()).isZero();
        assertThat(testimony.custody().rotations()).isEqualTo(1);
        assertThat(testimony.custody().lostLines()).isEqualTo(Reading.of(0));
    }

    @Test
    void truncationIsFollowedAndCountedAsACut() throws IOException {
        write((ACCESS + "\n").repeat(10));
        witness.open();
        Boundary first = mark(0);
        Files.writeString(file, ACCESS + "\n", StandardOpenOption.TRUNCATE_EXISTING);

        LogTestimony testimony = between(first, mark(1));
        assertThat(accessLines(testimony.digest())).isEqualTo(1);
        assertThat(testimony.digest().cut()).isEqualTo(1);
        assertThat(testimony.custody().rotations()).isEqualTo(1);
        assertThat(testimony.custody().lostLines().isKnown()).isFalse();
    }

    @Test
    void aFileThatComesLaterIsReadFromItsStart() throws IOException {
        assertThat(witness.open()).isInstanceOf(LogAvailability.Illegible.class);
        Boundary first = mark(0);
        Boundary second = mark(1);
        assertThat(between(first, second).isLegible()).isFalse();
        write(ACCESS + "\n" + ACCESS + "\n");
        Boundary third = mark(2);

        LogTestimony testimony = between(second, third);
        assertThat(testimony.availability()).isEqualTo(new LogAvailability.Legible(file.toString()));
        assertThat(accessLines(testimony.digest())).isEqualTo(2);
    }

    @Test
    void aCompressedFileIsNotRead() throws IOException {
        Files.write(file, new byte[]{0x1f, (byte) 0x8b, 8, 0, 0});

        assertThat(witness.open()).isEqualTo(new LogAvailability.Illegible(file.toString(), Problem.NO_SUCH_FILE,
                "IOException: compressed with gzip"));
    }

    @Test
    void bytesThatAreNoUtf8SpoilOnlyTheirLine() throws IOException {
        write("");
        witness.open();
        Boundary first = mark(0);
        Files.write(file, new byte[]{(byte) 0xff, (byte) 0xc3, '\n'}, StandardOpenOption.APPEND);
        write("x".repeat(200_000) + "\n" + ACCESS + "\n");

        LogTestimony testimony = between(first, mark(1));
        assertThat(testimony.digest().lines()).isEqualTo(3);
        assertThat(accessLines(testimony.digest())).isEqualTo(1);
    }

    @Test
    void aFileThatIsNotThereIsSaid() {
        assertThat(witness.open())
                .isEqualTo(new LogAvailability.Illegible(file.toString(), Problem.NO_SUCH_FILE, ""));
        assertThat(between(mark(0), mark(1)).digest()).isEqualTo(LogDigest.EMPTY);
    }

    @Test
    void aFolderIsNoFile() throws IOException {
        Files.createDirectory(file);

        assertThat(witness.open())
                .isEqualTo(new LogAvailability.Illegible(file.toString(), Problem.NO_SUCH_FILE, "not a file"));
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Boundary mark(int index) {
        return witness.mark(index, OwnWork.NONE);
    }

    private static Boundary at(int index, String wall) {
        return new Boundary(index, io.llmloadtest.model.Tick.ZERO, Instant.parse(wall));
    }

    private LogTestimony between(Boundary from, Boundary to) {
        return witness.between(from, to, LONG);
    }

    private static long accessLines(LogDigest digest) {
        return digest.accessLines(Set.of("/v1/chat/completions"), status -> status == 200);
    }
}
