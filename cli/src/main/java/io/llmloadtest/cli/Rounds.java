package io.llmloadtest.cli;

import io.llmloadtest.cli.Turns.Turn;
import io.llmloadtest.cli.options.ResultTerms;
import io.llmloadtest.runner.RunRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Tests two servers in turn. Each run has a folder of its own, in {@code a/} or {@code b/}.
 *
 * @param rounds how many times each of them
 * @param requests what is asked for in each turn
 * @param terms how each run is judged
 */
record Rounds(int rounds, Requests requests, ResultTerms terms) {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** What is asked for in a turn. */
    @FunctionalInterface
    interface Requests {

        /** The run of a turn, kept at a place. */
        RunRequest of(Turn turn, Path place);
    }

    /** Makes the folder for all of them; an existing one is refused. */
    static Path newFolder(Optional<Path> named) throws IOException {
        Path folder = named.orElseGet(() -> Path.of("runs", "ab-" + STAMP.format(Instant.now()) + "-"
                + RunCommand.runId().substring(0, 4)));
        if (Files.exists(folder)) {
            throw new UserMistake(ExitCode.USAGE, "--output: " + folder + " is there already; name a new folder");
        }
        return Files.createDirectories(folder);
    }

    /** Runs all turns until one does not end well, which is told by its exit code. */
    ExitCode run(Path folder, PrintStream err) {
        for (Turn turn : Turns.of(rounds)) {
            ExitCode ended = run(turn, folder, err);
            if (ended != ExitCode.DONE) {
                err.println("the runs made so far are in " + folder);
                return ended;
            }
        }
        return ExitCode.DONE;
    }

    private ExitCode run(Turn turn, Path folder, PrintStream err) {
        RunRequest request = requests.of(turn, folder.resolve(turn.side().name().toLowerCase(Locale.ROOT))
                .resolve(String.format(Locale.ROOT, "round-%04d", turn.round())));
        err.println("round " + turn.round() + "/" + rounds + ", " + turn.side() + ": " + request.base());
        return new TestRun(request, terms).executeQuietly(err);
    }
}
