package io.llmloadtest.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs of the system and of this project, run to their end. */
final class Packages {

    private static final long LONGEST_SECONDS = 300;

    private Packages() {
    }

    /** What {@code build/package} makes, in {@code output}. */
    static void make(Path output, String... options) {
        List<String> command = new ArrayList<>(
                List.of(Product.ROOT.resolve("build/package").toString(), "--output", output.toString()));
        command.addAll(List.of(options));
        run(output, Map.of(), command.toArray(String[]::new));
    }

    /** Runs a command that must succeed, and gives all that it prints. */
    static String run(Path directory, Map<String, String> environment, String... command) {
        Path printed = directory.resolve("printed-" + System.nanoTime() + ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
                    .redirectErrorStream(true).redirectOutput(printed.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " did not end");
            }
            String text = Files.readString(printed, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new AssertionError(
                        String.join(" ", command) + ": exit code " + process.exitValue() + "\n" + text);
            }
            return text;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** The one file in {@code folder} whose name ends so. */
    static Path only(Path folder, String end) throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> found = files.filter(file -> file.getFileName().toString().endsWith(end)).toList();
            if (found.size() != 1) {
                throw new AssertionError("not one file *" + end + " but " + found);
            }
            return found.getFirst();
        }
    }
}
