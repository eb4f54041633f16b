package io.llmloadtest.benchmarks.fuzz;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What real vLLM servers wrote, whole and in pieces; damage starts from here.
 *
 * @param pages whole metrics pages
 * @param pageLines the lines of all pages
 * @param logLines the lines of all logs, without Docker's time stamps
 * @param events server-sent events of streamed answers, with their blank line
 * @param documents bodies of answers that are not streamed
 */
record Corpus(List<byte[]> pages, List<byte[]> pageLines, List<byte[]> logLines, List<byte[]> events,
        List<byte[]> documents) {

    private static final List<String> PAGES = List.of("metrics-0.8.5", "metrics-0.9.2", "metrics-0.11.2",
            "metrics-0.32.0", "metrics-0.32.0-dp2", "before-0.8.5", "before-0.32.0");
    private static final List<String> LOGS = List.of("log-0.8.5", "log-0.9.2", "log-0.11.2", "log-0.32.0",
            "log-0.32.0-dp2", "log-0.32.0-log-requests", "log-0.32.0-crash");
    private static final List<String> VERSIONS = List.of("0.8.5", "0.11.2", "0.32.0");
    private static final String DOCKER_STAMP = "(?m)^\\d{4}-\\S+Z ";

    static Corpus load() {
        List<byte[]> pages = PAGES.stream().map(Corpus::bytes).toList();
        List<byte[]> logs = LOGS.stream().map(Corpus::bytes).toList();
        return new Corpus(pages, lines(pages), lines(logs.stream().map(Corpus::unstamped).toList()),
                VERSIONS.stream()
                        .flatMap(version -> Stream.of("-chat-stream.sse", "-completions-stream.sse")
                                .map(form -> bytes("answer-" + version + form)))
                        .flatMap(stream -> pieces(stream, "(?<=\n\n)")).toList(),
                VERSIONS.stream().flatMap(version -> Stream.of("-chat.json", "-error-400.json")
                        .map(form -> bytes("answer-" + version + form))).toList());
    }

    private static List<byte[]> lines(List<byte[]> texts) {
        List<byte[]> lines = new ArrayList<>();
        texts.forEach(text -> pieces(text, "(?<=\n)").forEach(lines::add));
        return List.copyOf(lines);
    }

    private static byte[] unstamped(byte[] log) {
        return text(log).replaceAll(DOCKER_STAMP, "").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** ISO 8859-1 both ways, so that every byte survives. */
    private static Stream<byte[]> pieces(byte[] bytes, String between) {
        return Stream.of(text(bytes).split(between)).map(piece -> piece.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String name) {
        String path = "/fuzz/" + name + ".gz";
        try (InputStream file = Corpus.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new FileNotFoundException(path);
            }
            return new GZIPInputStream(file).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
