package io.llmloadtest.cli;

import io.llmloadtest.cli.config.PlanSchema;
import io.llmloadtest.cli.config.PlanTemplate;
import io.llmloadtest.cli.config.Profile;
import io.llmloadtest.cli.options.OptionMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a plan to begin with, and the schema by which an editor completes and checks it. */
@Command(name = "init", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Write a commented plan with every option of run.",
        "All that is not set is commented out. Beside it goes " + PlanTemplate.SCHEMA_FILE
                + ", by which editors complete and check it. Run it with: llm-loadtest run --config FILE"}, footer = {
                        "", "Examples:", "  llm-loadtest init",
                        "  llm-loadtest init nightly.yaml --profile standard -s http://gpu:8000",
                        "  llm-loadtest init --schema > plan.schema.json"})
final class InitCommand implements Callable<Integer> {

    private static final String SERVER = "http://127.0.0.1:8000";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "The plan to write; - for stdout (default: plan.yaml)")
    private Path file = Path.of("plan.yaml");

    @Option(names = "--profile", paramLabel = "quick|standard|stress", description = "Set what this profile sets")
    private Optional<String> profile = Optional.empty();

    @Option(names = {"-s", "--server"}, paramLabel = "URL", description = "The server (default: " + SERVER + ")")
    private String server = SERVER;

    @Option(names = "--force", description = "Write over a file that is there")
    private boolean force;

    @Option(names = "--schema", description = "Print the JSON Schema of plans instead, and write nothing")
    private boolean schema;

    @Override
    public Integer call() {
        CommandSpec run = Optional.ofNullable(spec.root().subcommands().get("run"))
                .map(CommandLine::getCommandSpec).orElseThrow();
        String schemaText = new PlanSchema(run).text();
        if (schema) {
            System.out.print(schemaText);
            System.out.flush();
            return ExitCode.DONE.number();
        }
        Map<String, String> set = new LinkedHashMap<>(chosen());
        set.put("server", server);
        boolean printed = file.toString().equals("-");
        String plan = new PlanTemplate(run).text(printed ? "plan.yaml" : file.toString(), set);
        if (printed) {
            System.out.print(plan);
            System.out.flush();
            return ExitCode.DONE.number();
        }
        try {
            Path beside = file.resolveSibling(PlanTemplate.SCHEMA_FILE);
            refuseOthers(beside);
            write(file, plan, force);
            write(beside, schemaText, true);
            System.err.println("wrote " + file + " and " + beside + "; run it with: llm-loadtest run --config " + file);
            return ExitCode.DONE.number();
        } catch (IOException unwritable) {
            throw new UserMistake(ExitCode.USAGE, file + " cannot be written: " + unwritable.getMessage());
        }
    }

    private Map<String, String> chosen() {
        return profile
                .map(name -> Profile.named(name).orElseThrow(() -> OptionMistake.of("--profile", name, Profile.names()))
                        .settings())
                .orElseGet(Map::of);
    }

    /** A file of that name that is no schema of ours is somebody's. */
    private void refuseOthers(Path beside) throws IOException {
        if (!force && Files.exists(beside) && !Files.readString(beside).contains(PlanSchema.ID)) {
            throw new UserMistake(ExitCode.USAGE,
                    beside + " is there already and is something else; --force writes over it");
        }
    }

    private static void write(Path path, String text, boolean over) throws IOException {
        if (!over && Files.exists(path)) {
            throw new UserMistake(ExitCode.USAGE, path + " is there already; --force writes over it");
        }
        if (over) {
            Files.writeString(path, text);
        } else {
            Files.writeString(path, text, StandardOpenOption.CREATE_NEW);
        }
    }
}
