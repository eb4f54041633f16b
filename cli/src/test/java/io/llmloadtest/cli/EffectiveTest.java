package io.llmloadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmloadtest.cli.config.ConfigurationMistake;
import io.llmloadtest.cli.config.Effective;
import io.llmloadtest.cli.config.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command is really told: typed, from the environment, from a plan, from a profile. */
class EffectiveTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void withoutAnyOfThemTheCommandLineStaysAsItIs() {
        Effective effective = of(Map.of(), "run", "-s", "http://x:1", "-c", "1,8");
        assertThat(effective.arguments()).containsExactly("run", "-s", "http://x:1", "-c", "1,8");
        assertThat(effective.sources().byKey()).isEqualTo(Map.of("server", "command line", "concurrency",
                "command line"));
    }

    @Test
    void theCommandLineGoesFirstThenTheEnvironmentThenThePlanThenTheProfile() {
        plan("""
                server: http://plan:1
                profile: quick
                concurrency: [1, 8]
                timeout: 10s
                seed: 5
                """);
        Map<String, String> environment = Map.of("LLM_LOADTEST_SEED", "6", "LLM_LOADTEST_TIMEOUT", "20s");
        Effective effective = of(environment, "run", "--config", file(), "--timeout", "30s");

        assertThat(effective.arguments()).containsExactly("run", "--seed=6", "--server=http://plan:1",
                "--profile=quick", "--concurrency=1,8", "--num-prompts=20", "--input-len=128", "--output-len=32",
                "--config", file(), "--timeout", "30s");
        assertThat(effective.sources().byKey()).containsEntry("timeout", "command line")
                .containsEntry("seed", "LLM_LOADTEST_SEED").containsEntry("concurrency", "plan.yaml:3")
                .containsEntry("num-prompts", "profile quick").doesNotContainKey("config");
    }

    @Test
    void aPlanIsReadOnlyWhenItIsNamed() {
        plan("concurrency: 3\n");
        assertThat(of(Map.of(), "run", "-s", "http://x:1").arguments()).doesNotContain("--concurrency=3");
        assertThat(of(Map.of("LLM_LOADTEST_CONFIG", file()), "run", "-s", "http://x:1").arguments())
                .contains("--concurrency=3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "concurrency: [1, 8, 32]             | --concurrency=1,8,32",
            "concurrency: 8                                                   | --concurrency=8",
            "input_len: 256                                                   | --input-len=256",
            "random-input-len: uniform:1-2                                    | --input-len=uniform:1-2",
            "num_prompts: 20                                                  | --num-prompts=20",
            "strict: true                                                     | --strict",
            "metrics-url: [http://a:1/m, http://b:1/m]                        | --metrics-url=http://a:1/m --metrics-url=http://b:1/m",
            "slo: ['ttft.p95<500', 'tpot.p95<50']                             | --slo=ttft.p95<500,tpot.p95<50",
            "goodput: [ttft:500, tpot:50]                                     | --goodput=ttft:500 --goodput=tpot:50",
            "accept: queueing                                                 | --accept=queueing",
            "accept: [queueing, foreign-traffic=2026-12-31]                   | --accept=queueing --accept=foreign-traffic=2026-12-31",
            "accept: [{finding: queueing, until: 2026-12-31, reason: so}]     | --accept=queueing=2026-12-31 (so)",
            "accept: [{finding: queueing, reason: so}]                        | --accept=queueing (so)",
            "extra-body: '{\"temperature\": 0}'                               | --extra-body={\"temperature\": 0}"})
    void aKeyIsTheOptionOfThatName(String line, String option) {
        plan(line + "\n");
        List<String> arguments = of(Map.of(), "run", "--config", file()).arguments();
        String between = String.join(" ", arguments.subList(1, arguments.size() - 2));
        assertThat(between).isEqualTo(option.strip());
    }

    @Test
    void aSwitchThatIsOffInOneLayerIsSettledThere() {
        plan("strict: true\n");
        Effective effective = of(Map.of("LLM_LOADTEST_STRICT", "false"), "run", "--config", file());
        assertThat(effective.arguments()).doesNotContain("--strict");
        assertThat(effective.sources().byKey()).containsEntry("strict", "LLM_LOADTEST_STRICT");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "concurency: 1               | plan.yaml:2: unknown key 'concurency'; did you mean 'concurrency'?",
            "inptu_len: 1                | plan.yaml:2: unknown key 'inptu_len'; did you mean 'input-len'?",
            "wholly-else: 1              | plan.yaml:2: unknown key 'wholly-else'; the keys are the long options",
            "strict: yes                 | plan.yaml:2: strict: 'yes' cannot be used; allowed: true or false",
            "timeout: [1s, 2s]           | plan.yaml:2: timeout: a list cannot be used; allowed: one value, TIME",
            "extra-body: {a: 1}          | plan.yaml:2: extra-body: pairs cannot be used; allowed: JSON in single quotes",
            "concurrency: []             | plan.yaml:2: concurrency: the list is empty",
            "accept: [{findng: x}]       | plan.yaml:2: accept: unknown key 'findng'; did you mean 'finding'?",
            "accept: [{until: 2026-1-1}] | plan.yaml:2: accept: say which",
            "server: http://y:1          | plan.yaml:2: the key 'server' is there already, in line 1",
            "base_url: http://y:1        | plan.yaml:2: the key 'server' is there already, in plan.yaml:1",
            "config: other.yaml          | plan.yaml:2: unknown key 'config'",
            "allow-commands: true        | plan.yaml:2: unknown key 'allow-commands'",
            "profile: fast               | --profile: 'fast' cannot be used; allowed: quick, standard, stress"})
    void aMistakeInAPlanNamesItsLineAndTheWayOut(String line, String message) {
        plan("server: http://x:1\n" + line + "\n");
        assertThatThrownBy(() -> of(Map.of(), "run", "--config", file())).isInstanceOf(ConfigurationMistake.class)
                .hasMessageContaining(message);
    }

    @Test
    void aValueThatTheOptionRefusesIsSaidAsOfTheOptionWithItsLine() {
        Sources sources = new Sources(Map.of("wait-ready", "plan.yaml:7", "concurrency", "command line"),
                Map.of("wait-ready", "wait-ready", "ready-check-timeout-sec", "wait-ready", "concurrency",
                        "concurrency"));
        assertThat(sources.placed("--wait-ready: '-1' cannot be used")).startsWith("plan.yaml:7: --wait-ready:");
        assertThat(sources.placed("Invalid value for option '--ready-check-timeout-sec' (TIME)"))
                .startsWith("plan.yaml:7: ");
        assertThat(sources.placed("--concurrency: 'x' cannot be used")).startsWith("--concurrency");
        assertThat(sources.placed("--seed: no")).isEqualTo("--seed: no");
    }

    @Test
    void whatIsNearerReplacesWhatSaysTheSameInAnotherWay() {
        plan("""
                server: http://x:1
                concurrency: [1, 8]
                dataset: prompts.jsonl
                dataset-format: jsonl
                log-command: kubectl logs -f x
                """);
        Effective effective = of(Map.of(), "run", "--config", file(), "--request-rate", "5", "--input-len", "9",
                "--log-file", "x.log", "--profile", "standard");
        assertThat(effective.arguments()).contains("--server=http://x:1", "--num-prompts=200", "--output-len=128")
                .noneMatch(argument -> argument.startsWith("--concurrency") || argument.startsWith("--dataset")
                        || argument.startsWith("--log-command"));
    }

    @Test
    void rivalsInOneLayerStayAContradiction() {
        plan("concurrency: 1\nrequest-rate: 5\n");
        assertThat(of(Map.of(), "run", "--config", file()).arguments()).contains("--concurrency=1",
                "--request-rate=5");
    }

    @Test
    void aPlanRunsCommandsOnlyWhenTheCommandLineAllowsIt() {
        plan("server: http://x:1\nlog-command: touch /tmp/owned\n");
        assertThatThrownBy(() -> of(Map.of("LLM_LOADTEST_ALLOW_COMMANDS", "true"), "run", "--config", file()))
                .hasMessageContaining("plan.yaml:2: log-command").hasMessageContaining("--allow-commands");
        assertThat(of(Map.of(), "run", "--config", file(), "--allow-commands").arguments())
                .contains("--log-command=touch /tmp/owned");
        assertThat(of(Map.of(), "validate", "runs/x", "--config", file()).arguments())
                .noneMatch(argument -> argument.contains("touch"));
    }

    @Test
    void aSecretIsTakenFromTheEnvironmentAndNeverFromTheFile() {
        plan("api-key: ${VLLM_KEY}\nheader: ['X-Team: perf', 'Authorization: Bearer ${VLLM_KEY}']\n");
        assertThat(of(Map.of("VLLM_KEY", "sk-1"), "run", "--config", file()).arguments()).contains("--api-key=sk-1",
                "--header=X-Team: perf", "--header=Authorization: Bearer sk-1");
        assertThat(of(Map.of("VLLM_KEY", "sk-1"), "run", "--config", file()).sources().toString())
                .doesNotContain("sk-1");
        assertThatThrownBy(() -> of(Map.of(), "run", "--config", file()))
                .hasMessageContaining("plan.yaml:1: api-key: the environment has no variable VLLM_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-key: sk-never-seen", "api-key: 'a:sk-never-seen'",
            "header: 'Authorization: Bearer sk-never-seen'", "header: 'X-Api-Key: sk-never-seen'",
            "metrics-header: ['Cookie: sk-never-seen']"})
    void aSecretInTheFileIsRefusedWithoutShowingIt(String line) {
        plan(line + "\n");
        assertThatThrownBy(() -> of(Map.of(), "run", "--config", file())).hasMessageContaining("plan.yaml:1")
                .hasMessageContaining("${NAME}").hasMessageNotContaining("sk-never-seen");
    }

    @Test
    void anotherCommandTakesOnlyTheOptionsThatAreTheSame() {
        plan("server: http://x:1\nconcurrency: [1, 8]\nfail-on: warning\nlang: ko\n");
        assertThat(of(Map.of(), "doctor", "--config", file()).arguments()).containsExactly("doctor",
                "--server=http://x:1", "--lang=ko", "--config", file());
        assertThat(of(Map.of("LLM_LOADTEST_CONCURRENCY", "1,8", "LLM_LOADTEST_LANG", "ko"), "doctor").arguments())
                .containsExactly("doctor", "--lang=ko");
        assertThat(of(Map.of("LLM_LOADTEST_PORT", "9"), "simulate").arguments()).containsExactly("simulate",
                "--port=9");
    }

    @Test
    void anAuditTrustsAsTheRunDoesAndSendsNobodyElseTheRunsKey() {
        plan("server: http://x:1\nca-file: corporate.pem\napi-key: ${VLLM_KEY}\nheader: 'X-Team: perf'\n");
        assertThat(of(Map.of("VLLM_KEY", "sk-1"), "audit", "--config", file(), "--", "bench").arguments())
                .containsExactly("audit", "--ca-file=corporate.pem", "--config", file(), "--", "bench");
    }

    @Test
    void aFolderOfARunIsThatOfADemoAndNotThatOfManyRuns() {
        plan("server: http://x:1\noutput: kept\n");
        assertThat(of(Map.of(), "demo", "--config", file()).arguments()).contains("--output=kept");
        assertThat(of(Map.of(), "ab", "--b", "http://y:1", "--config", file()).arguments())
                .noneMatch(argument -> argument.startsWith("--output"));
    }

    @Test
    void aVariableThatIsNoOptionIsToldOfOnce() {
        assertThat(of(Map.of("LLM_LOADTEST_CONCURENCY", "1", "LLM_LOADTEST_DEBUG", "1"), "run").notes())
                .containsExactly("note: LLM_LOADTEST_CONCURENCY is no option of any command and has no effect;"
                        + " did you mean 'LLM_LOADTEST_CONCURRENCY'?");
    }

    @Test
    void helpAsksNoPlan() {
        assertThat(of(Map.of(), "run", "--config", "none.yaml", "--help").arguments()).containsExactly("run",
                "--config", "none.yaml", "--help");
    }

    @Test
    void everyOptionOfRunCanBeSetByAVariable() {
        List<String> without = new ArrayList<>();
        Main.commandLine().getSubcommands().get("run").getCommandSpec().options().forEach(option -> {
            String name = Arrays.stream(option.names()).filter(each -> each.startsWith("--")).findFirst().orElseThrow();
            if (name.equals("--config")) {
                return;
            }
            String variable = "LLM_LOADTEST_" + name.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
            String value = option.arity().max() == 0 ? "true" : name.equals("--profile") ? "quick" : "1";
            if (of(Map.of(variable, value), "run").arguments().stream().noneMatch(word -> word.startsWith(name))) {
                without.add(name);
            }
        });
        assertThat(without).containsExactlyInAnyOrder("--allow-commands", "--help", "--version");
    }

    private Effective of(Map<String, String> environment, String... typed) {
        return Effective.of(Main.commandLine(), List.of(typed), environment);
    }

    private String file() {
        return folder.resolve("plan.yaml").toString();
    }

    private void plan(String text) {
        try {
            Files.writeString(folder.resolve("plan.yaml"), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
