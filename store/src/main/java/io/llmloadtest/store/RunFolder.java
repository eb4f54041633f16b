package io.llmloadtest.store;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The directory that holds all of a run. It is made once and never written over: a folder that holds anything is refused.
 */
public final class RunFolder {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int MOST_TRIES = 16;

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes {@code runs/2026-11-25T10-15-30Z-7f3a}: the UTC second of the start and four hexadecimal digits.
     *
     * @param runs the directory of all runs; made when it is not there
     * @param startedAt the run's start
     * @param random where the digits come from
     * @throws FileAlreadyExistsException when no free name was found
     */
    public static RunFolder create(Path runs, Instant startedAt, RandomGenerator random) throws IOException {
        Files.createDirectories(runs);
        FileAlreadyExistsException last = new FileAlreadyExistsException(runs.toString());
        for (int i = 0; i < MOST_TRIES; i++) {
            String name = STAMP.format(startedAt) + "-" + String.format(Locale.ROOT, "%04x", random.nextInt(0x10000));
            try {
                return make(Files.createDirectory(runs.resolve(name)));
            } catch (FileAlreadyExistsException e) {
                last = e;
            }
        }
        throw last;
    }

    /**
     * Makes the given directory a run folder. It may be there already when it is empty.
     *
     * @throws DirectoryNotEmptyException when it holds anything: nothing is ever written over
     * @throws NotDirectoryException when it is a file
     */
    public static RunFolder createAt(Path directory) throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        Files.createDirectories(directory);
        try (Stream<Path> inside = Files.list(directory)) {
            if (inside.findAny().isPresent()) {
                throw new DirectoryNotEmptyException(
                        directory + " holds files already; name an empty or a new directory");
            }
        }
        return make(directory);
    }

    /**
     * Opens the folder of an earlier run.
     *
     * @throws NotARunFolderException when there is none: the message says what is missing
     */
    public static RunFolder open(Path directory) throws NotARunFolderException {
        if (!Files.exists(directory)) {
            throw new NotARunFolderException(directory + " does not exist");
        }
        if (!Files.isDirectory(directory)) {
            throw new NotARunFolderException(directory + " is a file, not a run folder");
        }
        RunFolder folder = new RunFolder(directory);
        if (!Files.isRegularFile(folder.runFile())) {
            throw new NotARunFolderException(
                    directory + " is no run folder: it has no " + folder.runFile().getFileName());
        }
        return folder;
    }

    private static RunFolder make(Path directory) throws IOException {
        RunFolder folder = new RunFolder(directory);
        Files.createDirectory(folder.evidenceDirectory());
        return folder;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Its own name, which is the run's. */
    public String name() {
        return path.toAbsolutePath().normalize().getFileName().toString();
    }

    /** Plan, target, environment. */
    public Path runFile() {
        return path.resolve("run.json");
    }

    /** The client's record, one event a line. */
    public Path ledgerFile() {
        return path.resolve("ledger.jsonl");
    }

    /** The arrival times of every chunk. */
    public Path chunksFile() {
        return path.resolve("chunks.bin");
    }

    /** What the server recorded, as received. */
    public Path evidenceDirectory() {
        return path.resolve("evidence");
    }

    /** The published result. */
    public Path resultFile() {
        return path.resolve("result.json");
    }

    /** Client and server on one time axis, for people and their tools. */
    public Path timelineFile() {
        return path.resolve("timeline.csv");
    }

    /** The result as a page for people. */
    public Path reportFile() {
        return path.resolve("report.html");
    }

    /** Takes back the folder of a run that never began. */
    public void discard() throws IOException {
        try (Stream<Path> inside = Files.walk(path)) {
            for (Path each : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Writes {@code run.json}. */
    public void write(RunDocument document) throws IOException {
        writeWhole(runFile(), ResultCodec.encode(document));
    }

    /** Writes {@code result.json}. */
    public void write(ResultDocument document) throws IOException {
        writeWhole(resultFile(), ResultCodec.encode(document));
    }

    /** Reads {@code run.json}. */
    public RunDocument readRun() throws IOException {
        try {
            return ResultCodec.decodeRun(Files.readAllBytes(runFile()));
        } catch (DamagedDocumentException e) {
            throw new DamagedDocumentException(runFile() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads {@code result.json}.
     *
     * @throws NotARunFolderException when the run has none: it was killed before the end
     */
    public ResultDocument readResult() throws IOException {
        if (!Files.isRegularFile(resultFile())) {
            throw new NotARunFolderException(path + " has no result: the run did not reach its end");
        }
        return ResultCodec.readResult(resultFile());
    }

    /** Writes a file of this folder so that a reader sees all of it or nothing, even after a crash. */
    public void writeWhole(Path file, byte[] content) throws IOException {
        WholeFile.write(file, out -> out.write(content));
    }
}
