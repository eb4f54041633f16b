package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is taken for a command on a page. */
class DocCommandTest {

    @Test
    void wordsAreThoseOfAShell() {
        assertThat(ShellWords.commands("KEY=secret ./a -s 'x <y' \"two words\"  # said"))
                .containsExactly(List.of("./a", "-s", "x <y", "two words"));
        assertThat(ShellWords.commands("a b >out.txt 2>&1 | c; d && e"))
                .containsExactly(List.of("a", "b"), List.of("c"), List.of("d"), List.of("e"));
        assertThat(ShellWords.commands("   # nothing")).isEmpty();
        assertThat(ShellWords.commands("a#b ''")).containsExactly(List.of("a#b", ""));
    }

    @Test
    void aBlockThatSaysNothingHoldsCommandsOnlyWhereALineBeginsLikeOne() {
        assertThat(commands("", "./llm-loadtest demo \\", "  --list-faults", "Metric  Client", "benchmarks/x --runs 3"))
                .extracting(DocCommand::words)
                .containsExactly(List.of("./llm-loadtest", "demo", "--list-faults"),
                        List.of("benchmarks/x", "--runs", "3"));
    }

    @Test
    void ofAConsoleOnlyWhatIsTypedCounts() {
        assertThat(commands("console", "$ llm-loadtest demo", "PASSED")).extracting(DocCommand::words)
                .containsExactly(List.of("llm-loadtest", "demo"));
    }

    @Test
    void aRecipesScriptIsLookedInto() {
        assertThat(commands("yaml", "  - run: bin/llm-loadtest doctor -s $X", "  - echo done"))
                .extracting(DocCommand::arguments).containsExactly(Optional.of(List.of("doctor", "-s", "$X")));
    }

    @Test
    void theProgramIsKnownByItsNameHoweverItIsStarted() {
        assertThat(arguments("docker run --rm --name llm-loadtest -v /a:/b llm-loadtest:1 demo --lang ko"))
                .hasValue(List.of("demo", "--lang", "ko"));
        assertThat(arguments("docker run --rm llm-loadtest demo")).hasValue(List.of("demo"));
        assertThat(arguments("/opt/llm-loadtest/bin/llm-loadtest --version")).hasValue(List.of("--version"));
        assertThat(arguments("docker compose up")).isEmpty();
        assertThat(arguments("./check --all")).isEmpty();
    }

    private static Optional<List<String>> arguments(String line) {
        return commands("sh", line).getFirst().arguments();
    }

    private static List<DocCommand> commands(String language, String... lines) {
        return DocCommand.of(new Page.Block(Path.of("page.md"), 1, language, List.of(lines)));
    }
}
