package io.llmloadtest.it;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A real vLLM with a tiny model in a real Docker container; removed when closed.
 *
 * @param container its name
 * @param port where it is published on loopback
 * @param address its own, which no proxy of Docker's is in front of: on a busy machine that one holds tokens back
 */
record RealServer(String container, int port, String address) implements AutoCloseable {

    static final RealServer NONE = new RealServer("none", 0, "127.0.0.1");

    private static final Path SCRIPTS = Path.of("real-vllm").toAbsolutePath();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).build();

    static RealServer start(String version, Map<String, String> environment, String... arguments) {
        int port = freePort();
        String container = "llm-loadtest-it-" + version.replace('.', '-') + "-" + port;
        List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve("docker-serve").toString(), container, version,
                Integer.toString(port)));
        command.addAll(Arrays.asList(arguments));
        try {
            String _ = run(Duration.ofMinutes(12), environment, command);
            String address = run(Duration.ofMinutes(1), Map.of(), List.of("docker", "inspect", "-f",
                    "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", container)).strip();
            return new RealServer(container, port, address);
        } catch (AssertionError failed) {
            remove(container);
            throw failed;
        }
    }

    String url() {
        return "http://" + address + ":8000";
    }

    /** The program that serves there, as it lies on this machine. */
    String program() {
        return inspect("{{index .Config.Cmd 0}}");
    }

    /** The folder of its model on this machine. */
    String model() {
        return inspect("{{range .Mounts}}{{if eq .Destination \"/models/tiny\"}}{{.Source}}{{end}}{{end}}");
    }

    private String inspect(String what) {
        return run(Duration.ofMinutes(1), Map.of(), List.of("docker", "inspect", "-f", what, container)).strip();
    }

    void restart() {
        String _ = run(Duration.ofMinutes(2), Map.of(), List.of("docker", "restart", "-t", "1", container));
    }

    boolean isHealthy() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/health")).timeout(Duration.ofSeconds(2))
                    .build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException refused) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** Chat requests that have ended since the server started, by its own counter. */
    long chatRequests() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/metrics")).timeout(Duration.ofSeconds(10))
                    .build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body().lines()
                    .filter(line -> line.startsWith("http_requests_total{") && line.contains("/v1/chat/completions"))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
        } catch (IOException unreachable) {
            return 0;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** One completion that the tested client knows nothing of. */
    void foreignCompletion(int tokens) {
        String body = "{\"model\":\"tiny\",\"prompt\":\"somebody else\",\"ignore_eos\":true,\"max_tokens\":" + tokens
                + "}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/v1/completions"))
                .header("Content-Type", "application/json").timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(response.statusCode() + " " + response.body());
            }
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        remove(container);
    }

    private static void remove(String container) {
        String _ = run(Duration.ofMinutes(2), Map.of(), List.of("docker", "rm", "-f", container));
    }

    private static String run(Duration atMost, Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed:\n" + said);
            }
            return said;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
