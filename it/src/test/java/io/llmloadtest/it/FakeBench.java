package io.llmloadtest.it;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A load tester of which nobody says good things: it writes its result in the form of {@code vllm bench serve}, and takes
 * every answer of 200 for a success. Arguments: URL, requests, concurrency asked, concurrency kept, result file.
 */
final class FakeBench {

    private static final Pattern USAGE = Pattern
            .compile("\"prompt_tokens\": ?(\\d+).*?\"completion_tokens\": ?(\\d+)");

    private static final int WARM_UP = 300;

    private FakeBench() {
    }

    private record Answer(double start, List<Double> times, int input, int output, String error) {

        private String gaps() {
            List<String> gaps = new ArrayList<>();
            for (int i = 1; i < times.size(); i++) {
                gaps.add(Double.toString(times.get(i) - times.get(i - 1)));
            }
            return "[" + String.join(",", gaps) + "]";
        }
    }

    /** The command line that starts it. */
    static List<String> command(String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"), "-XX:TieredStopAtLevel=1", "-cp",
                Path.of(URI.create(FakeBench.class.getProtectionDomain().getCodeSource().getLocation().toString()))
                        .toString(),
                FakeBench.class.getName()));
        words.addAll(List.of(arguments));
        return words;
    }

    public static void main(String[] arguments) throws Exception {
        int requests = Integer.parseInt(arguments[1]);
        System.out.println("fake bench: " + requests + " requests");
        try (ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(arguments[3]));
                HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            warm(threads, client);
            List<Answer> answers = askAll(threads, client, arguments[0], requests);
            Files.writeString(Path.of(arguments[4]), result(answers, arguments[2]));
        }
    }

    /** So many requests to a server of its own that what is measured later is not the JVM learning its trade. */
    private static void warm(ExecutorService threads, HttpClient client) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < 12; i++) {
                    body.write("data: {\"choices\": [{\"delta\": {}}]}\n\n".getBytes(StandardCharsets.UTF_8));
                    body.flush();
                }
            }
        });
        server.setExecutor(threads);
        server.start();
        try (ExecutorService own = Executors.newFixedThreadPool(2)) {
            askAll(own, client, "http://127.0.0.1:" + server.getAddress().getPort(), WARM_UP);
        } finally {
            server.stop(0);
        }
    }

    private static List<Answer> askAll(ExecutorService threads, HttpClient client, String server, int requests)
            throws Exception {
        URI url = URI.create(server + "/v1/chat/completions");
        List<Future<Answer>> all = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            int number = i;
            all.add(threads.submit(() -> ask(client, url, number)));
        }
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> each : all) {
            answers.add(each.get());
        }
        return answers;
    }

    private static Answer ask(HttpClient client, URI url, int number) throws InterruptedException {
        String body = """
                {"model": "demo-model", "messages": [{"role": "user", "content": "number %d, please"}], "max_tokens": 12,
                 "ignore_eos": true, "stream": true, "stream_options": {"include_usage": true}}"""
                .formatted(number);
        double start = System.nanoTime() / 1e9;
        List<Double> times = new ArrayList<>();
        int[] usage = {7, 0};
        try {
            HttpResponse<java.io.InputStream> answer = client.send(HttpRequest.newBuilder(url)
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                return new Answer(start, List.of(), 7, 0, "Internal Server Error");
            }
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Matcher told = USAGE.matcher(line);
                    if (told.find()) {
                        usage[0] = Integer.parseInt(told.group(1));
                        usage[1] = Integer.parseInt(told.group(2));
                    }
                    if (line.startsWith("data:") && line.contains("\"delta\"")) {
                        times.add(System.nanoTime() / 1e9 - start);
                    }
                }
            }
        } catch (IOException broken) {
            return new Answer(start, times, 7, 0, "ClientPayloadError: " + broken.getMessage());
        }
        return new Answer(start, times, usage[0], usage[1] == 0 ? Math.max(1, times.size() - 1) : usage[1], "");
    }

    private static String result(List<Answer> answers, String asked) {
        long good = answers.stream().filter(answer -> answer.error().isEmpty()).count();
        return """
                {"endpoint_type": "openai-chat", "backend": "openai-chat", "tokenizer_id": "none", "num_prompts": %d,
                 "max_concurrency": %s, "request_rate": "inf", "completed": %d, "failed": %d, "duration": 1.0,
                 "input_lens": [%s], "output_lens": [%s], "ttfts": [%s], "itls": [%s], "start_times": [%s],
                 "errors": [%s], "mean_ttft_ms": 1.0}
                """.formatted(answers.size(), asked, good, answers.size() - good,
                joined(answers.stream().map(Answer::input).toList()),
                joined(answers.stream().map(Answer::output).toList()),
                joined(answers.stream().map(answer -> answer.times().isEmpty() ? 0.0 : answer.times().getFirst())
                        .toList()),
                joined(answers.stream().map(Answer::gaps).toList()),
                joined(answers.stream().map(Answer::start).toList()),
                answers.stream().map(answer -> "\"" + answer.error().replace('"', '\'') + "\"")
                        .collect(Collectors.joining(",")));
    }

    private static String joined(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
