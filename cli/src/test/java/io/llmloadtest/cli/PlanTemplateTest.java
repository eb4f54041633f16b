package io.llmloadtest.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.llmloadtest.cli.config.Effective;
import io.llmloadtest.cli.config.PlanSchema;
import io.llmloadtest.cli.config.PlanTemplate;
import io.llmloadtest.cli.config.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code init} writes: it loads again, it conforms to its schema, and both know every option. */
class PlanTemplateTest {

    private static final CommandSpec RUN = Main.commandLine().getSubcommands().get("run").getCommandSpec();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(new PlanSchema(RUN).text());
    /** A line that is a setting commented out, not a sentence. */
    private static final Pattern SETTING = Pattern.compile("# (( {2}| {4})?(- )?[a-z][a-z0-9-]*:( .*)?)");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(Profile.class)
    void whatInitWritesLoadsAgainAndConforms(Profile profile) throws IOException {
        Path file = folder.resolve("plan.yaml");
        assertThat(Main.execute(Map.of(), "init", file.toString(), "--profile", profile.key(), "-s", "http://x:1"))
                .isZero();
        String text = Files.readString(file);

        assertThat(text).startsWith("# yaml-language-server: $schema=plan.schema.json\n");
        assertThat(Files.readString(folder.resolve("plan.schema.json"))).isEqualTo(new PlanSchema(RUN).text());
        assertThat(violations(text)).isEmpty();
        List<String> arguments = load(file);
        profile.settings().forEach((key, value) -> {
            List<String> given = arguments.stream().filter(word -> word.startsWith("--" + key + "="))
                    .map(word -> word.substring(key.length() + 3)).toList();
            assertThat(String.join(",", given)).as(key).isEqualTo(value);
        });
        assertThat(arguments).contains("--server=http://x:1").hasSize(
                4 + (int) profile.settings().keySet().stream().filter(key -> !key.equals("goodput")).count()
                        + (profile == Profile.STRESS ? 2 : 0));
    }

    @Test
    void everyOptionIsInThePlanAndEveryLineOfItIsOneWhenTheCommentIsTakenAway() throws IOException {
        String whole = new PlanTemplate(RUN).text("plan.yaml", Map.of()).lines().skip(1)
                .map(line -> SETTING.matcher(line).matches() ? line.substring(2) : line)
                .reduce("", (text, line) -> text + line + "\n");
        List<String> keys = whole.lines().filter(line -> line.matches("[a-z].*"))
                .map(line -> line.substring(0, line.indexOf(':'))).toList();
        List<String> options = RUN.options().stream()
                .map(option -> Arrays.stream(option.names()).filter(name -> name.startsWith("--")).findFirst()
                        .orElseThrow().substring(2))
                .filter(name -> !List.of("config", "allow-commands", "help", "version").contains(name)).toList();

        assertThat(keys).containsExactlyInAnyOrderElementsOf(options);
        assertThat(violations(whole)).as(whole).isEmpty();
        Path file = Files.writeString(folder.resolve("whole.yaml"), whole);
        assertThat(Effective.of(Main.commandLine(), List.of("run", "--config", file.toString(), "--allow-commands"),
                Map.of("LLM_API_KEY", "k", "GATEWAY_TOKEN", "t")).sources().byKey().keySet()).containsAll(options);
    }

    @ParameterizedTest
    @ValueSource(strings = {"concurency: 1", "strict: maybe", "clock: sundial", "num-prompts: many", "timeout: soon",
            "tolerance: none", "fail-on: everything", "accept: [{until: 2026-12-31}]",
            "accept: [{finding: queueing, untl: 2026-12-31}]", "accept: [{finding: queueing, until: soon}]",
            "log-file: [a, b]"})
    void aWrongPlanDoesNotConform(String text) {
        assertThat(violations(text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"concurrency: [1, 8]", "concurrency: 8", "num_prompts: 20", "requests: 20", "timeout: 10",
            "timeout: 500ms", "fail-on: warning,slo", "fail-on: [warning, slo]", "accept: queueing",
            "accept: [queueing, {finding: cold-start, until: '2026-12-31', reason: so}]", "profile: quick",
            "header: 'X-Team: perf'", "slo: ['ttft.p95<500']"})
    void otherWaysToWriteItConform(String text) {
        assertThat(violations(text)).isEmpty();
    }

    @Test
    void initNeverWritesOverAFileUnasked() throws IOException {
        Path file = Files.writeString(folder.resolve("plan.yaml"), "mine");
        assertThat(Main.execute(Map.of(), "init", file.toString())).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo("mine");
        assertThat(Main.execute(Map.of(), "init", file.toString(), "--force")).isZero();
        assertThat(Files.readString(file)).contains("server: 'http://127.0.0.1:8000'");

        Path schema = Files.writeString(folder.resolve("plan.schema.json"), "{}");
        assertThat(Main.execute(Map.of(), "init", folder.resolve("other.yaml").toString())).isEqualTo(2);
        assertThat(Files.readString(schema)).isEqualTo("{}");
        assertThat(folder.resolve("other.yaml")).doesNotExist();
        assertThat(Main.execute(Map.of(), "init", folder.resolve("no/folder/plan.yaml").toString())).isEqualTo(2);
    }

    @Test
    void anUnknownProfileIsRefused() {
        assertThat(Main.execute(Map.of(), "init", folder.resolve("x.yaml").toString(), "--profile", "fast"))
                .isEqualTo(2);
        assertThatThrownBy(() -> Effective.of(Main.commandLine(), List.of("run", "--profile", "fast"), Map.of()))
                .hasMessage("--profile: 'fast' cannot be used; allowed: quick, standard, stress");
    }

    private static List<String> load(Path file) {
        return Effective.of(Main.commandLine(), List.of("run", "--config", file.toString()), new TreeMap<>())
                .arguments();
    }

    private static List<String> violations(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML).stream().map(Error::toString).toList();
    }
}
