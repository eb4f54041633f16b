package io.llmloadtest.cli;

import io.llmloadtest.cli.config.ConfigurationMistake;
import io.llmloadtest.cli.config.Effective;
import io.llmloadtest.cli.config.Sources;
import io.llmloadtest.cli.options.OptionMistake;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program. */
@Command(name = "llm-loadtest", mixinStandardHelpOptions = true, versionProvider = Version.class, description = "Load-tests an LLM server and cross-examines every number against what the server itself recorded.", synopsisSubcommandLabel = "COMMAND", subcommands = {
        RunCommand.class, DoctorCommand.class, DemoCommand.class, ValidateCommand.class, ReportCommand.class,
        AuditCommand.class, SimulateCommand.class, CalibrateCommand.class, CompareCommand.class, GateCommand.class,
        AbCommand.class,
        InitCommand.class, CompletionCommand.class, ManCommand.class, HelpCommand.class}, footer = {"",
                "Try it without a server:   llm-loadtest demo",
                "Look at a server first:    llm-loadtest doctor -s http://127.0.0.1:8000",
                "Test a server:             llm-loadtest run -s http://127.0.0.1:8000 -c 1,8,32 -n 200",
                "Judge a saved run again:   llm-loadtest validate runs/NAME",
                "Judge another load tester: llm-loadtest audit -- vllm bench serve ...",
                "Measure this machine:      llm-loadtest calibrate",
                "Hold runs against others:  llm-loadtest compare CANDIDATE... --baseline RUN...",
                "Keep options in a file:    llm-loadtest init, then llm-loadtest run --config plan.yaml", "",
                "Exit codes: 0 done, 1 internal error, 2 wrong use, 3 server unreachable or unusable,",
                "4 --fail-on warning met, 5 --fail-on unverified met, 6 no request succeeded or",
                "--max-error-rate exceeded, 7 --fail-on slo met, 8 gate: a regression, 9 gate: cannot tell,",
                "130 interrupted."})
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Sources sources;

    Main() {
        this(Sources.NONE);
    }

    private Main(Sources sources) {
        this.sources = sources;
    }

    /** Where the options of this command came from. */
    Sources sources() {
        return sources;
    }

    @Override
    public void run() {
        throw new OptionMistake("which command? One of: "
                + String.join(", ", spec.subcommands().keySet()));
    }

    /** Starts the program. */
    public static void main(String[] arguments) {
        System.exit(execute(System.getenv(), arguments));
    }

    /** Runs a command with what it is told beside its arguments, and says how it ended. */
    static int execute(Map<String, String> environment, String... typed) {
        try {
            Effective effective = Effective.of(commandLine(), List.of(typed), environment);
            effective.notes().forEach(System.err::println);
            return commandLine(effective.sources()).setExpandAtFiles(false)
                    .execute(effective.arguments().toArray(String[]::new));
        } catch (ConfigurationMistake mistake) {
            System.err.println("llm-loadtest: " + mistake.getMessage());
            return ExitCode.USAGE.number();
        }
    }

    /** The program as picocli sees it. */
    public static CommandLine commandLine() {
        return commandLine(Sources.NONE);
    }

    private static CommandLine commandLine(Sources sources) {
        CommandLine program = new CommandLine(new Main(sources));
        program.getSubcommands().values().forEach(command -> {
            command.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, SectionedHelp::options);
            command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
        });
        return program.setUsageHelpAutoWidth(false).setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExitCodeExceptionMapper(_ -> ExitCode.INTERNAL.number())
                .setParameterExceptionHandler(Main::wrongUse).setExecutionExceptionHandler(Main::failed);
    }

    private static int wrongUse(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        complain(command, mistake);
        CommandLine.UnmatchedArgumentException.printSuggestions(mistake, command.getErr());
        return wayOut(command);
    }

    private static void complain(CommandLine command, Exception mistake) {
        command.getErr().println("llm-loadtest: "
                + placed(command, Optional.ofNullable(mistake.getMessage()).orElse("")));
    }

    private static int wayOut(CommandLine command) {
        command.getErr().println("Try 'llm-loadtest "
                + (command.getParent() == null ? "" : command.getCommandName() + " ") + "--help'.");
        return ExitCode.USAGE.number();
    }

    /** A complaint about an option that a plan or a variable set names the place. */
    private static String placed(CommandLine command, String complaint) {
        return command.getCommandSpec().root().userObject() instanceof Main program
                ? program.sources().placed(complaint)
                : complaint;
    }

    private static int failed(Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
        PrintWriter err = command.getErr();
        if (failure instanceof OptionMistake) {
            complain(command, failure);
            return wayOut(command);
        }
        if (failure instanceof UserMistake mistake) {
            complain(command, mistake);
            return mistake.exit().number();
        }
        err.println("llm-loadtest: a mistake in this program: "
                + Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getName()));
        if (System.getenv("LLM_LOADTEST_DEBUG") == null) {
            err.println("Set LLM_LOADTEST_DEBUG=1 to see where, and please report it.");
        } else {
            failure.printStackTrace(err);
        }
        return ExitCode.INTERNAL.number();
    }
}
