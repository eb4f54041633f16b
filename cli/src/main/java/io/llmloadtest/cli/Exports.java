package io.llmloadtest.cli;

import io.llmloadtest.cli.options.ExportOptions.Export;
import io.llmloadtest.cli.options.JudgingOptions;
import io.llmloadtest.cli.options.JudgingOptions.FailOn;
import io.llmloadtest.cli.options.ResultTerms;
import io.llmloadtest.report.export.ExportInput;
import io.llmloadtest.report.export.Exporters;
import io.llmloadtest.report.export.Piece;
import io.llmloadtest.report.export.RequestSource;
import io.llmloadtest.runner.SavedRun;
import io.llmloadtest.text.ConsoleBook;
import io.llmloadtest.text.Line;
import io.llmloadtest.store.WholeFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes the exports that were asked for.
 *
 * @param wanted which
 * @param book the language of what is said
 * @param out where it is said what was written and what could not be
 */
record Exports(List<Export> wanted, ConsoleBook book, PrintStream out) {

    /** Those that were asked for of a result. */
    static Exports of(ResultTerms terms, PrintStream out) {
        return new Exports(terms.exports(), ConsoleBook.of(terms.output().language()), out);
    }

    /** The requests of a run folder. */
    static RequestSource requestsOf(Path folder) {
        return visitor -> SavedRun.open(folder).eachRequest(visitor);
    }

    /** What JUnit calls failed: what makes the command fail. */
    static ExportInput.Strictness strictness(JudgingOptions judging) {
        return new ExportInput.Strictness(judging.failOn().contains(FailOn.UNVERIFIED),
                judging.failOn().contains(FailOn.SLO), judging.maxErrorRate().orElse(0.0));
    }

    /** Makes the folders that are missing and refuses what can never be written, before a run that would be for nothing. */
    void refuseImpossible() {
        for (Export export : wanted) {
            try {
                requirePlace(export.file());
            } catch (IOException impossible) {
                throw new UserMistake(ExitCode.USAGE, export + " cannot be written: " + reason(impossible));
            }
        }
    }

    private static void requirePlace(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder; name a file");
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new AccessDeniedException(file.toString());
        }
        if (!Files.exists(file) || Files.isRegularFile(file)) {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".llm-loadtest", ".tmp"));
        }
    }

    /** Writes all that can be written; false when something could not be. */
    boolean write(ExportInput input) {
        boolean all = true;
        for (Export export : wanted) {
            try {
                write(export, Exporters.pieces(export.format(), input));
            } catch (IOException failed) {
                out.println(book.say(Line.NOT_EXPORTED,
                        Map.of("export", export.toString(), "why", reason(failed))));
                all = false;
            }
        }
        return all;
    }

    /** Pieces go to files of their own, unless the file is one of lines, or no file that could have neighbours. */
    private void write(Export export, List<Piece> pieces) throws IOException {
        Path file = export.file();
        boolean together = file.toString().endsWith(".jsonl") || (Files.exists(file) && !Files.isRegularFile(file));
        if (pieces.size() == 1 || together) {
            write(file, stream -> writeAll(pieces, stream));
            return;
        }
        for (Piece piece : pieces) {
            write(withSuffix(file, piece.suffix()), piece.content());
        }
    }

    private void write(Path file, WholeFile.Content content) throws IOException {
        WholeFile.write(file, content);
        out.println(book.say(Line.EXPORTED, Map.of("file", file.toString())));
    }

    static void writeAll(List<Piece> pieces, OutputStream stream) throws IOException {
        for (Piece piece : pieces) {
            piece.content().writeTo(stream);
        }
    }

    /** {@code bench.json} with {@code -c8} is {@code bench-c8.json}. */
    private static Path withSuffix(Path file, String suffix) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return file.resolveSibling(
                dot > 0 ? name.substring(0, dot) + suffix + name.substring(dot) : name + suffix);
    }

    private static String reason(IOException failed) {
        return switch (failed) {
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case FileSystemException broken -> Optional.ofNullable(broken.getReason())
                    .map(why -> broken.getFile() + ": " + why).orElseGet(() -> broken.getFile() + " is in the way");
            default -> Objects.requireNonNullElse(failed.getMessage(), failed.getClass().getSimpleName());
        };
    }
}
