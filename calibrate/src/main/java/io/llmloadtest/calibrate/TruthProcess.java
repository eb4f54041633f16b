package io.llmloadtest.calibrate;

import io.llmloadtest.truth.TruthServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A truth server in a process of its own, which ends with this one. */
final class TruthProcess implements AutoCloseable {

    private static final long GOODBYE_SECONDS = 5;

    private final Process process;
    private final int port;

    private TruthProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it with options of the truth server's, on a free port. */
    static TruthProcess start(String... options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms128m", "-cp",
                        System.getProperty("java.class.path"), TruthServer.class.getName(), "--parent",
                        Long.toString(ProcessHandle.current().pid()), "--port", "0"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            return new TruthProcess(process, port(process));
        } catch (IOException failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    private static int port(Process process) throws IOException {
        BufferedReader out = process.inputReader();
        String said = out.readLine();
        if (said == null || !said.matches(".*:\\d{1,5}")) {
            throw new IOException("the truth server did not start");
        }
        return Integer.parseInt(said.substring(said.lastIndexOf(':') + 1));
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
