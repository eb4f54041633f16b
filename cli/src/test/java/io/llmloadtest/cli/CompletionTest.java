package io.llmloadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.AutoComplete;

/** The completion in a real bash, and what fish is told. */
class CompletionTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void bashCompletesCommandsOptionsAndTheirWords() throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("completion"),
                AutoComplete.bash("llm-loadtest", ChoicesTold.in(Main.commandLine())));
        assertThat(bash("bash -n '" + script + "' && echo fine")).containsExactly("fine");
        assertThat(completed(script, "llm-loadtest", "")).contains("run", "validate", "init", "completion", "doctor");
        assertThat(completed(script, "llm-loadtest", "run", "--conc")).contains("--concurrency");
        assertThat(completed(script, "llm-loadtest", "run", "--clock", "")).containsExactly("auto", "kernel", "user");
        assertThat(completed(script, "llm-loadtest", "completion", "")).contains("bash", "zsh", "fish");
        assertThat(completed(script, "llm-loadtest", "demo", "--fault", "resp")).containsExactly("responses-lost");
    }

    @Test
    void fishIsToldEveryCommandAndOption() {
        List<String> lines = FishCompletion.of(Main.commandLine().getCommandSpec()).lines().toList();
        assertThat(lines).anyMatch(line -> line.contains("-n __fish_use_subcommand -a run -d 'Load a server"))
                .anyMatch(line -> line.contains("'__fish_seen_subcommand_from run' -s c -l concurrency -x -d "))
                .anyMatch(line -> line.contains("from run' -l clock -x -a 'auto kernel user' -d "))
                .anyMatch(line -> line.contains("from validate' -F"))
                .anyMatch(line -> line.contains("from completion' -a 'bash zsh fish'"))
                .anyMatch(line -> line.contains("-a help -d 'Display help information"))
                .allMatch(line -> line.startsWith("complete -c llm-loadtest") || line.startsWith("#"));
        assertThat(lines.stream().filter(line -> line.chars().filter(letter -> letter == '\'').count() % 2 == 1
                && !line.contains("\\'"))).isEmpty();
    }

    private static List<String> completed(Path script, String... words) throws IOException, InterruptedException {
        return bash("source '" + script + "'; COMP_WORDS=(" + quoted(words) + "); COMP_CWORD=" + (words.length - 1)
                + "; _complete_llm-loadtest 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"").stream()
                .map(String::strip)
                .filter(word -> !word.isEmpty()).toList();
    }

    private static String quoted(String... words) {
        StringBuilder text = new StringBuilder();
        for (String word : words) {
            text.append(" '").append(word).append('\'');
        }
        return text.toString();
    }

    private static List<String> bash(String command) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true).start();
        String text = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return text.lines().toList();
    }
}
