package io.llmloadtest.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void aFileAndItsFolderAreMade() throws IOException {
        Path file = folder.resolve("a/b/c.txt");
        WholeFile.write(file, out -> out.write(NEW));
        assertThat(file).hasContent("new");
    }

    @Test
    void whatBreaksOffLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("c.txt"), "old");
        assertThatThrownBy(() -> WholeFile.write(file, out -> {
            out.write(new byte[1 << 20]);
            throw new IOException("the disk is full");
        })).hasMessage("the disk is full");
        assertThat(file).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aLinkStaysAndWhatItPointsAtIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("c.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        WholeFile.write(link, out -> out.write(NEW));
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void aDeviceIsWrittenToAndNotReplaced() throws IOException {
        Path nowhere = Path.of("/dev/null");
        WholeFile.write(nowhere, out -> out.write(NEW));
        assertThat(Files.isRegularFile(nowhere)).isFalse();
    }
}
