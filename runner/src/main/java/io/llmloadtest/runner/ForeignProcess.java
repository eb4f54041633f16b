package io.llmloadtest.runner;

import io.llmloadtest.load.generator.StopSignal;
import io.llmloadtest.load.plan.IllegalPlanException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command to its end. What it prints on its standard output goes to {@code output}, what it prints as errors to ours.
 * A stop is passed on as an interrupt, so that it can write what it has; one that does not end by itself then is ended.
 */
final class ForeignProcess {

    private static final long BY_ITSELF_SECONDS = 2;
    private static final long AFTER_INTERRUPT_SECONDS = 20;
    private static final long AFTER_TERMINATE_SECONDS = 5;

    private ForeignProcess() {
    }

    /**
     * Runs it.
     *
     * @return its exit code; of one that a signal ended, 128 and the signal's number
     * @throws IllegalPlanException when it cannot be started
     */
    static int run(List<String> words, OutputStream output, StopSignal stop) throws InterruptedException {
        Process process = start(words);
        Thread pump = Thread.ofPlatform().name("output").daemon().start(() -> copy(process, output));
        stop.onStop(() -> Thread.ofPlatform().name("interrupt").daemon().start(() -> end(process)));
        int exit = process.waitFor();
        pump.join(TimeUnit.SECONDS.toMillis(AFTER_TERMINATE_SECONDS));
        return exit;
    }

    private static Process start(List<String> words) {
        try {
            return new ProcessBuilder(words).redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException notThere) {
            throw new IllegalPlanException("COMMAND", words.getFirst(),
                    "give the path of a program that can be started, or a name on the PATH");
        }
    }

    private static void copy(Process process, OutputStream output) {
        byte[] bytes = new byte[8192];
        try (InputStream from = process.getInputStream()) {
            for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
                output.write(bytes, 0, read);
                output.flush();
            }
        } catch (IOException ended) {
            if (process.isAlive()) {
                throw new UncheckedIOException(ended);
            }
        }
    }

    /** A terminal has sent the interrupt to both already; only one that goes on after that is told again, then forced. */
    private static void end(Process process) {
        try {
            if (process.waitFor(BY_ITSELF_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            interrupt(process);
            if (process.waitFor(AFTER_INTERRUPT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            if (!process.waitFor(AFTER_TERMINATE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void interrupt(Process process) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-s", "INT", Long.toString(process.pid())).start().waitFor();
        } catch (IOException noSuchCommand) {
            process.destroy();
        }
    }
}
