package io.llmloadtest.runner.command;

import io.llmloadtest.ledger.foreign.ForeignFile;
import io.llmloadtest.ledger.foreign.Tool;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the result that a command has just written: files it names, and in its folders whatever was written since it
 * began and reads as a result of a tool. A file of single requests goes before one of totals, a later one before an earlier.
 *
 * @param since when the command began
 * @param tool whose result is looked for; empty for any
 */
public record ResultSearch(Instant since, Optional<Tool> tool) {

    private static final int DEPTH = 4;
    private static final int MOST_FILES = 5_000;
    private static final int MOST_OPENED = 50;

    private record Found(Path file, Instant written) {

        /** Names that hold single requests come first. */
        private int rank() {
            String name = file.getFileName().toString();
            return name.startsWith("per_request_") || name.endsWith(".jsonl") ? 0 : 1;
        }
    }

    /** The result; empty when there is none in these places. */
    public Optional<Path> in(List<Path> places) {
        for (Path place : places) {
            List<Found> found = Files.isDirectory(place) || place.toString().isEmpty() ? below(place) : at(place);
            Optional<Path> result = found.stream()
                    .sorted(Comparator.comparingInt(Found::rank)
                            .thenComparing(Comparator.comparing(Found::written).reversed()))
                    .limit(MOST_OPENED).map(Found::file).filter(this::isResult).findFirst();
            if (result.isPresent()) {
                return result;
            }
        }
        return Optional.empty();
    }

    private List<Found> at(Path file) {
        try {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            return written.isBefore(since) ? List.of() : List.of(new Found(file, written));
        } catch (IOException notThere) {
            return List.of();
        }
    }

    private List<Found> below(Path folder) {
        List<Found> found = new ArrayList<>();
        int[] seen = new int[1];
        try {
            Files.walkFileTree(folder.toAbsolutePath(), EnumSet.noneOf(FileVisitOption.class), DEPTH,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            String name = file.getFileName().toString();
                            Instant written = attributes.lastModifiedTime().toInstant();
                            if (attributes.isRegularFile() && (name.endsWith(".json") || name.endsWith(".jsonl"))
                                    && !written.isBefore(since)) {
                                found.add(new Found(file, written));
                            }
                            return ++seen[0] > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException unreadable) {
            return found;
        }
        return found;
    }

    private boolean isResult(Path file) {
        try {
            Optional<Tool> known = ForeignFile.recognise(file);
            return known.isPresent() && (tool.isEmpty() || tool.equals(known));
        } catch (IOException noResult) {
            return false;
        }
    }
}
