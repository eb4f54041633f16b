package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Advice must be possible to follow: an option it names exists. */
class AdviceTest {

    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");

    /** Options of vLLM, Docker and other load testers that advice names. */
    private static final Set<String> OF_OTHERS = Set.of("--disable-log-stats", "--disable-uvicorn-access-log",
            "--gpu-memory-utilization", "--log-opt", "--max-model-len", "--max-num-seqs", "--no-enable-prefix-caching",
            "--num-warmups", "--otlp-traces-endpoint",
            "--since", "--use-server-token-count", "--uvicorn-log-level");

    @TempDir
    private Path directory;

    @Test
    void everyOptionThatIsNamedIsAnOptionOfRunOrCompare() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String book : new String[]{"phrases.properties", "phrases_ko.properties"}) {
            named.addAll(options(Files.readString(
                    Product.ROOT.resolve("text/src/main/resources/io/llmloadtest/text").resolve(book))));
        }
        named.removeAll(OF_OTHERS);
        Set<String> known = options(Product.run(directory, "run", "--help").out());
        known.addAll(options(Product.run(directory, "compare", "--help").out()));
        assertThat(known).containsAll(named);
    }

    private static Set<String> options(String text) {
        return OPTION.matcher(text).results().map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
