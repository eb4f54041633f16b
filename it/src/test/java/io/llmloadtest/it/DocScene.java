package io.llmloadtest.it;

import io.llmloadtest.simulator.LogSink;
import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * What the pages' commands need, in place of what they name: a server, its log, files, and a run that was saved before. Also how
 * a command is made short. What a page says stays as it is, but for this:
 *
 * <ul>
 * <li>the value of {@code -s}, {@code --metrics-url} and {@code --log-file} is the simulated server's; {@code runs/...} is the
 * saved run, and the files of {@link #FILES} are recordings of a real vLLM;
 * <li>{@code -m} and {@code --container-name} go: there is one model, and no Docker. So do {@code -o} and {@code --export}, which
 * would write beside the sources;
 * <li>of numbers only as much is left as the command needs to be meant seriously: see {@link #shortened}.
 * </ul>
 */
final class DocScene implements AutoCloseable {

    private static final Map<String, String> FILES = Map.of("client.json", "client.json.gz", "before.txt",
            "metrics-before.txt.gz", "after.txt", "metrics-after.txt.gz", "docker.log", "docker.log.gz");
    private static final Path RECORDING = Product.ROOT.resolve("verdict/src/test/resources/vllm/0.32.0");
    private static final Set<String> GONE = Set.of("-m", "--model", "--container-name", "--container", "-o", "--output",
            "--export");
    private static final Set<String> FILE_OPTIONS = Set.of("--dataset", "--dataset-path", "--trace", "--lengths-file",
            "--config", "--ca-file", "--otlp-listen", "--otlp-grpc-listen", "--log-command");

    private final Path directory;
    private final Simulator server;
    private int runs;

    DocScene(Path directory) throws IOException {
        this.directory = directory;
        server = Simulator.start(SimulatorConfig.builder().stepTime(Duration.ofMillis(1))
                .statsLogInterval(Duration.ofSeconds(1)).log(LogSink.to(log())).build());
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            try (InputStream unpacked = new GZIPInputStream(Files.newInputStream(RECORDING.resolve(file.getValue())))) {
                Files.copy(unpacked, directory.resolve(file.getKey()));
            }
        }
        DocRunner.run(List.of("run", "-s", url(), "-c", "2", "-n", "40", "--input-len", "32", "--output-len", "4",
                "--log-file", log().toString(), "-o", savedRun().toString(), "--quiet"), Set.of(0));
    }

    /** Whether the command can be run here as a whole. */
    boolean canRun(List<String> arguments) {
        boolean known = Set.of("run", "doctor", "validate", "report", "completion", "man", "help")
                .contains(command(arguments))
                || arguments.contains("--list-faults") || arguments.contains("--version")
                || arguments.contains("--help");
        int client = arguments.indexOf("--client");
        boolean here = client < 0 || FILES.containsKey(arguments.get(client + 1));
        return known && here && arguments.stream().noneMatch(FILE_OPTIONS::contains);
    }

    /** Whether its options can be tried on a server that is not there. */
    boolean canTry(List<String> arguments) {
        return Set.of("run", "doctor").contains(command(arguments))
                && arguments.stream().noneMatch(FILE_OPTIONS::contains);
    }

    /** The command for a server that is not there: nobody waits for it. */
    List<String> tried(List<String> arguments, String nowhere) {
        List<String> all = placed(arguments, nowhere);
        replace(all, "--wait-ready", "0s", false);
        return all;
    }

    private static String command(List<String> arguments) {
        return arguments.isEmpty() ? "" : arguments.getFirst();
    }

    /** The command with what is here in place of what it names. */
    List<String> placed(List<String> arguments, String url) {
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (GONE.contains(word)) {
                i++;
                continue;
            }
            placed.add(word(i == 0 ? "" : arguments.get(i - 1), word, url));
        }
        return placed;
    }

    private String word(String before, String word, String url) {
        return switch (before) {
            case "-s", "--server", "--base-url", "--url" -> url;
            case "--metrics-url" -> url + "/metrics";
            case "--log-file" -> log().toString();
            default -> word.startsWith("runs/")
                    ? savedRun().toString()
                    : FILES.containsKey(word) ? directory.resolve(word).toString() : word;
        };
    }

    /** Adds what makes the command short; of options that come twice the last one counts. */
    List<String> shortened(List<String> arguments, boolean whole) {
        List<String> all = new ArrayList<>(arguments);
        if (!command(arguments).equals("run")) {
            return all;
        }
        all.addAll(List.of("-n", "8", "--warmup", "2", "--quiet", "-o",
                directory.resolve("run-" + ++runs).toString()));
        replace(all, "--input-len", "32", true);
        replace(all, "--output-len", "4", true);
        replace(all, "-c", "1,2", false);
        replace(all, "-d", "1s", false);
        replace(all, "--request-rate", "50", false);
        replace(all, "--stages", "40:200ms", false);
        replace(all, "--think-time", "5ms", false);
        replace(all, "--search-range", "1..2", arguments.contains("--search"));
        replace(all, "--search-time", "1s", arguments.contains("--search"));
        replace(all, "--repeat", "2", false);
        if (!whole && !arguments.contains("--exclusive")) {
            all.add("--skip-validation");
        }
        return all;
    }

    private static void replace(List<String> arguments, String option, String value, boolean always) {
        if (always || arguments.contains(option)) {
            arguments.add(option);
            arguments.add(value);
        }
    }

    /** Success, and what {@code --fail-on} makes of a machine that is busy. */
    static Set<Integer> allowed(List<String> arguments) {
        Set<Integer> codes = new TreeSet<>(Set.of(0));
        int failOn = arguments.indexOf("--fail-on");
        if (failOn >= 0) {
            String names = arguments.get(failOn + 1);
            Map.of("warning", 4, "unverified", 5, "slo", 7).forEach((name, code) -> {
                if (names.contains(name)) {
                    codes.add(code);
                }
            });
        }
        return codes;
    }

    String url() {
        return server.baseUri().toString();
    }

    private Path log() {
        return directory.resolve("vllm.log");
    }

    private Path savedRun() {
        return directory.resolve("saved-run");
    }

    @Override
    public void close() {
        server.close();
    }
}
