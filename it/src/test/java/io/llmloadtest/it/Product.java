package io.llmloadtest.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product as a user starts it: the launcher script in a process of its own. */
final class Product {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Product() {
    }

    /**
     * What a finished command left behind.
     *
     * @param exit its exit code
     * @param out everything on stdout
     * @param err everything on stderr
     */
    record Ended(int exit, String out, String err) {

        JsonNode json() {
            return JSON.readTree(out);
        }

        @Override
        public String toString() {
            return "exit " + exit + "\n--- stdout\n" + out + "\n--- stderr\n" + err;
        }
    }

    /** A command that is running. */
    record Running(Process process, CompletableFuture<String> out, CompletableFuture<String> err) {

        Ended await() {
            try {
                if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("the command did not end within " + LONGEST);
                }
                return new Ended(process.exitValue(), out.join(), err.join());
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                throw new AssertionError(interrupted);
            }
        }

        /** Sends a signal as {@code kill} does; the launcher has replaced itself by the JVM. */
        void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        }
    }

    /** Runs a command to its end in {@code directory}. */
    static Ended run(Path directory, String... arguments) {
        return start(directory, arguments).await();
    }

    static Running start(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("llm-loadtest").toString()));
        command.addAll(Arrays.asList(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            builder.environment().remove("LLM_API_KEY");
            builder.environment().remove("OPENAI_API_KEY");
            Process process = builder.start();
            process.getOutputStream().close();
            return new Running(process, read(process.getInputStream()), read(process.getErrorStream()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static CompletableFuture<String> read(InputStream in) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                text.complete(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException failed) {
                text.completeExceptionally(failed);
            }
        });
        return text;
    }
}
