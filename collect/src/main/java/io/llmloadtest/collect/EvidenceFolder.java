package io.llmloadtest.collect;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder {@code evidence/} of a run, where witnesses keep what they saw. Files are either replaced whole, by a rename,
 * or grow at their end, so that a killed process leaves at most one torn last line.
 *
 * @param path the folder; made when something is written to it
 */
public record EvidenceFolder(Path path) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

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

    /**
     * Writes {@code record} as the JSON file {@code name}, its fields in snake case.
     *
     * @throws IOException when the disk refuses
     */
    public void replaceJson(String name, Record record) throws IOException {
        replace(name, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(record));
    }

    /**
     * Adds {@code record} as one line of JSON to {@code name}.
     *
     * @throws IOException when the disk refuses
     */
    public void appendJson(String name, Record record) throws IOException {
        appendLine(name, JSON.writeValueAsString(record));
    }

    /** The JSON file {@code name}; empty when it is missing, torn or of another form. */
    public <R extends Record> Optional<R> readJson(String name, Class<R> form) {
        try {
            return has(name)
                    ? Optional.ofNullable(JSON.readValue(Files.readAllBytes(file(name)), form))
                    : Optional.empty();
        } catch (IOException | JacksonException _) {
            return Optional.empty();
        }
    }

    /** The lines of JSON in {@code name} up to the first that is torn; none when there is no such file. */
    public <R extends Record> List<R> readJsonLines(String name, Class<R> form) {
        List<R> read = new ArrayList<>();
        try {
            if (has(name)) {
                for (String line : Files.readString(file(name)).lines().toList()) {
                    read.add(JSON.readValue(line, form));
                }
            }
        } catch (IOException | JacksonException _) {
            // What was read before the tear is what there is.
        }
        return List.copyOf(read);
    }
}
