package io.llmloadtest.collect;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The folder {@code evidence/} of a run, where witnesses keep what they saw. Files are either replaced whole, by a rename,
 * or grow at their end, so that a killed process leaves at most one torn last line.
 *
 * @param path the folder; made when something is written to it
 */
public record EvidenceFolder(Path path) {

    /** Where {@code name} is kept. */
    public Path file(String name) {
        return path.resolve(name);
    }

    /** Whether {@code name} is there. */
    public boolean has(String name) {
        return Files.isRegularFile(file(name));
    }

    /**
     * Writes {@code name} anew; a reader sees the old content or the new one, nothing in between.
     *
     * @throws IOException when the disk refuses
     */
    public void replace(String name, byte[] content) throws IOException {
        Files.createDirectories(path);
        Path draft = file(name + ".tmp");
        Files.write(draft, content);
        Files.move(draft, file(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Adds a line to the end of {@code name}, in one write.
     *
     * @throws IOException when the disk refuses
     */
    public void appendLine(String name, String line) throws IOException {
        Files.createDirectories(path);
        Files.write(file(name), (line + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /**
     * Opens {@code name} for writing at its end. Not buffered.
     *
     * @throws IOException when the disk refuses
     */
    public OutputStream appender(String name) throws IOException {
        Files.createDirectories(path);
        return Files.newOutputStream(file(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
