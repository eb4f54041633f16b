package io.llmloadtest.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What real servers sent. */
final class Captures {
    static final String[] VERSIONS = {"0.8.5", "0.9.2", "0.11.2", "0.13.0", "0.17.1", "0.20.2", "0.26.0", "0.32.0"};

    private Captures() {
    }

    static String text(String version, String file) {
        String name = "vllm/" + version + "/" + file;
        try (InputStream stream = Objects.requireNonNull(Captures.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    static List<String> lines(String version, String file) {
        return text(version, file).lines().toList();
    }
}
