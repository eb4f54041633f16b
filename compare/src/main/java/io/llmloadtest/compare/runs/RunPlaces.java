package io.llmloadtest.compare.runs;

import io.llmloadtest.store.ResultCodec;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds runs where a user says they are: a run folder, a {@code result.json}, or a folder of several of either. */
public final class RunPlaces {

    /** A result of a hundred levels takes some two megabytes. */
    private static final long LARGEST = 256L << 20;

    private static final int MOST_RUNS = 1000;

    private RunPlaces() {
    }

    /**
     * The runs at a place, in the order of their names.
     *
     * @throws IOException when there is none, or one cannot be read; the message is meant for the user
     */
    public static List<ComparedRun> read(Path place) throws IOException {
        if (!Files.exists(place)) {
            throw new NoRunException(place + " does not exist");
        }
        if (Files.isRegularFile(place)) {
            return List.of(ofFile(place));
        }
        if (isRunFolder(place)) {
            return List.of(ofFolder(place));
        }
        List<Path> inside = inside(place);
        List<ComparedRun> runs = new ArrayList<>();
        for (Path folder : inside.stream().filter(RunPlaces::isRunFolder).toList()) {
            runs.add(ofFolder(folder));
        }
        if (runs.isEmpty()) {
            for (Path file : inside.stream().filter(RunPlaces::isResult).toList()) {
                runs.add(ofFile(file));
            }
        }
        if (runs.isEmpty()) {
            throw new NoRunException(place + " holds no run: name a run folder, a result.json, or a folder"
                    + " with several of them");
        }
        return runs;
    }

    private static List<Path> inside(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            List<Path> inside = files.sorted(Comparator.comparing(Path::toString)).limit(MOST_RUNS + 1L).toList();
            if (inside.size() > MOST_RUNS) {
                throw new NoRunException(place + " holds more than " + MOST_RUNS + " files: name the runs");
            }
            return inside;
        }
    }

    private static boolean isRunFolder(Path place) {
        return Files.isDirectory(place) && Files.isRegularFile(place.resolve("run.json"));
    }

    private static boolean isResult(Path file) {
        return Files.isRegularFile(file) && file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".json");
    }

    private static ComparedRun ofFolder(Path folder) throws IOException {
        RunFolder run = RunFolder.open(folder);
        if (!Files.isRegularFile(run.resultFile())) {
            throw new NoRunException(folder + " has no result: the run did not reach its end. Judge what there"
                    + " is with 'validate --format json', and compare that");
        }
        return ofFile(run.resultFile());
    }

    private static ComparedRun ofFile(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new NoRunException(file + " has " + (Files.size(file) >> 20) + " MiB; a result has less"
                    + " than " + (LARGEST >> 20));
        }
        ResultDocument result = ResultCodec.readResult(file);
        String missing = Wholeness.missing(result);
        if (!missing.isEmpty()) {
            throw new NoRunException(file + ": this is not a result: it has no '" + missing + "'");
        }
        return new ComparedRun(file.toString(), result);
    }
}
