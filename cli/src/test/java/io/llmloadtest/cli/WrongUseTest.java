package io.llmloadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An option that cannot be used is named, with the way to the help of the very command, however deep it was mixed in. */
class WrongUseTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "run -s http://x:1 --format q          | run      | --format: 'q' cannot be used; allowed: console, json, html",
            "run -s http://x:1 --endpoint q        | run      | --endpoint: 'q' cannot be used; allowed: chat, completions or embeddings",
            "run -s http://x:1 -H secret           | run      | --header: write each header as 'Name: value'",
            "validate x --export junit             | validate | --export: 'junit' cannot be used; write FORMAT=FILE",
            "audit --max-error-rate 7 -- bench     | audit    | --max-error-rate: 7.0 cannot be used; allowed: a fraction from 0 to 1",
            "demo --fail-on q                      | demo     | --fail-on: 'q' cannot be used; allowed: warning, unverified, slo",
            "ab -s http://x:1 --b http://y:1 --format html | ab | --format: 'html' is for the result of a run; allowed here: console, json",
            "compare a b --margin 700              | compare  | --margin: '700' cannot be used; allowed: above 0 and up to 100%"})
    void itIsNamedWithTheWayToTheHelp(String typed, String command, String complaint) {
        StringWriter said = new StringWriter();
        int exit = Main.commandLine().setErr(new PrintWriter(said)).execute(typed.split(" "));
        assertThat(exit).as(said.toString()).isEqualTo(2);
        assertThat(said.toString().lines().toList()).hasSize(2).first().asString()
                .startsWith("llm-loadtest: " + complaint);
        assertThat(said.toString()).endsWith("Try 'llm-loadtest " + command + " --help'.\n");
    }

    @ParameterizedTest
    @CsvSource({"''", "--"})
    void withoutACommandTheyAreAllNamed(String typed) {
        StringWriter said = new StringWriter();
        int exit = Main.commandLine().setErr(new PrintWriter(said))
                .execute(typed.isEmpty() ? new String[0] : typed.split(" "));
        assertThat(exit).isEqualTo(2);
        assertThat(said.toString()).startsWith("llm-loadtest: which command? One of: run, doctor, ")
                .endsWith("Try 'llm-loadtest --help'.\n");
    }
}
