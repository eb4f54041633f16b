package io.llmloadtest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir
    private Path directory;

    @Test
    void aNewFolderIsNamedByTheUtcSecondAndFourDigits() throws IOException {
        RunFolder folder = RunFolder.create(directory.resolve("runs"), Runs.START, digits(0x7f3a));
        assertThat(folder.name()).isEqualTo("2026-11-25T10-15-30Z-7f3a");
        assertThat(folder.evidenceDirectory()).isDirectory();
        assertThat(folder.path().getParent()).isEqualTo(directory.resolve("runs"));
    }

    @Test
    void aTakenNameIsNeverUsedAgain() throws IOException {
        RunFolder first = RunFolder.create(directory, Runs.START, digits(1));
        RunFolder second = RunFolder.create(directory, Runs.START, digits(1, 1, 2));
        assertThat(first.name()).endsWith("-0001");
        assertThat(second.name()).endsWith("-0002");
    }

    @Test
    void aGivenFolderMustBeEmpty() throws IOException {
        Path given = directory.resolve("mine");
        assertThat(RunFolder.createAt(given).path()).isEqualTo(given);
        assertThatThrownBy(() -> RunFolder.createAt(given)).isInstanceOf(DirectoryNotEmptyException.class)
                .hasMessageContaining("holds files already");
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThatThrownBy(() -> RunFolder.createAt(file)).isInstanceOf(NotDirectoryException.class);
    }

    @Test
    void whatIsNoRunFolderIsRefusedWithItsReason() throws IOException {
        assertThatThrownBy(() -> RunFolder.open(directory.resolve("nothing")))
                .isInstanceOf(NotARunFolderException.class).hasMessageEndingWith("does not exist");
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThatThrownBy(() -> RunFolder.open(file)).hasMessageEndingWith("is a file, not a run folder");
        assertThatThrownBy(() -> RunFolder.open(directory)).hasMessageEndingWith("it has no run.json");
    }

    @Test
    void aRunExplainsItselfAndItsResultComesBack() throws IOException {
        RunFolder folder = RunFolder.create(directory, Runs.START, digits(1));
        RunDocument run = new RunDocument(RunDocument.SCHEMA_VERSION, folder.name(), Runs.START,
                Map.of("server_url", "http://localhost:8000"), Map.of("concurrency", List.of(1, 10)),
                RunDocument.EnvironmentView.current("0.1.0"), Map.of("warmup", 10));
        folder.write(run);
        RunFolder opened = RunFolder.open(folder.path());
        assertThat(opened.readRun()).isEqualTo(run);
        assertThatThrownBy(opened::readResult).isInstanceOf(NotARunFolderException.class)
                .hasMessageEndingWith("the run did not reach its end");

        ResultDocument result = ResultAssembler.assemble(Runs.of(Optional.empty()));
        folder.write(result);
        assertThat(opened.readResult().runId()).isEqualTo(result.runId());
        assertThat(opened.readResult().status()).isEqualTo("completed");
        try (var files = Files.list(folder.path())) {
            assertThat(files.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("evidence",
                    "run.json", "result.json");
        }
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        RunFolder folder = RunFolder.create(directory, Runs.START, digits(1));
        Files.writeString(folder.runFile(), "{");
        assertThatThrownBy(folder::readRun).isInstanceOf(DamagedDocumentException.class)
                .hasMessageContaining("run.json: this is not the description of a run");
    }

    private static RandomGenerator digits(int... next) {
        Deque<Integer> left = new ArrayDeque<>();
        for (int digits : next) {
            left.add(digits);
        }
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("only nextInt(bound) is used");
            }

            @Override
            public int nextInt(int bound) {
                return left.remove();
            }
        };
    }
}
