package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Completion in a real zsh with a terminal, and in a real fish. That of bash is tested where it is made. */
@Tag("real")
class ShellCompletionTest {

    private static final Path ZSH = Path.of("shells/complete.zsh").toAbsolutePath();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(textBlock = """
            'llm-loadtest ',                        calibrate
            'llm-loadtest run --conc',              --concurrency
            'llm-loadtest run --clock ',            kernel
            'llm-loadtest completion ',             fish
            'llm-loadtest demo --fault responses-', responses-lost""")
    void bothOfferWhatFits(String line, String word) throws Exception {
        assertThat(said("zsh", "-f", ZSH.toString(), script("zsh").toString(), line, word)).contains(word);
        assertThat(said("fish", "-c", "source " + script("fish") + "; complete -C '" + line + "'").lines())
                .anyMatch(offer -> offer.startsWith(word));
    }

    private Path script(String shell) throws IOException {
        Product.Ended printed = Product.run(directory, "completion", shell);
        assertThat(printed.exit()).as(printed.toString()).isZero();
        return Files.writeString(directory.resolve("completion." + shell), printed.out());
    }

    private String said(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true)
                .directory(directory.toFile());
        builder.environment().put("HOME", directory.toString());
        Process shell = builder.start();
        String text = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return text;
    }
}
