package io.llmloadtest.runner.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration of inference-perf, in YAML or JSON, asked for a few keys that occur once.
 *
 * @param text the text
 */
record ConfigText(String text) {

    private static final int MOST_BYTES = 1 << 20;

    /** Reads a file; empty when it cannot be read: the tool will say so itself. */
    static Optional<ConfigText> read(String file) {
        try (InputStream bytes = Files.newInputStream(Path.of(file))) {
            return Optional.of(new ConfigText(new String(bytes.readNBytes(MOST_BYTES), StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    Optional<String> server() {
        return value("base_url");
    }

    Optional<String> model() {
        return value("model_name");
    }

    OptionalInt concurrency() {
        return value("concurrency_level").map(Words::number).orElse(OptionalInt.empty());
    }

    Optional<String> folder() {
        int local = text.indexOf("local_storage");
        return local < 0 ? Optional.empty() : new ConfigText(text.substring(local)).value("path");
    }

    private Optional<String> value(String key) {
        Matcher found = Pattern.compile("(?m)[\"']?\\b" + key + "[\"']?\\s*:\\s*[\"']?([^\"'\\s,}\\]]+)").matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
