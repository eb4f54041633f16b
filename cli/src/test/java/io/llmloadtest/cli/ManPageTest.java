package io.llmloadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ManPageTest {

    @Test
    void everyCommandHasAPageWithItsOptionsAndNoLineThatRoffMistakes() {
        CommandLine program = Main.commandLine();
        program.getSubcommands().forEach((name, command) -> {
            String page = new ManPage(command.getCommandSpec()).text();
            assertThat(page).as(name).startsWith(".TH LLM-LOADTEST-").contains(".SH NAME\n", ".SH OPTIONS\n")
                    .doesNotContain("%%");
            assertThat(page.lines().filter(line -> line.startsWith(".") || line.startsWith("'")))
                    .allMatch(line -> line.matches("\\.(TH|SH|SS|TP|B|I|nf|fi).*"));
        });
        assertThat(new ManPage(program.getSubcommands().get("run").getCommandSpec()).text())
                .contains(".SS Server\n.TP\n\\fB\\-s\\fR, \\fB\\-\\-server\\fR", ".SS Judging\n");
        assertThat(new ManPage(program.getCommandSpec()).text())
                .contains(".SH COMMANDS\n.TP\n\\fBrun\\fR\nLoad a server");
    }

    @Test
    void theOptionsOfRunStandUnderHeadings() {
        String help = Main.commandLine().getSubcommands().get("run").getUsageMessage();
        assertThat(help).containsSubsequence("\nServer:\n", "--server", "\nLoad:\n", "--concurrency", "\nWorkload:\n",
                "--input-len", "\nObjectives:\n", "--slo", "\nMeasurement:\n", "--clock", "\nEvidence:\n",
                "--log-command", "\nJudging:\n", "--accept", "\nOutput:\n", "--format", "\nConfiguration:\n",
                "--config",
                "--profile", "\nOther:\n", "--help", "Examples:", "Exit codes:", "Environment:");
        assertThat(help.lines()).allMatch(line -> line.length() <= 120);
    }
}
