package io.llmloadtest.it;

import io.llmloadtest.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Starts the program in this process, with the arguments of a page. */
final class DocRunner {

    private DocRunner() {
    }

    /** Reads the arguments and does nothing; throws when they cannot be read. The server may stand in the plan. */
    static void parse(List<String> arguments) throws ParameterException {
        List<String> all = new ArrayList<>(arguments);
        if (arguments.contains("--config")) {
            all.addAll(List.of("-s", "http://127.0.0.1:8000"));
        }
        commandLine().parseArgs(all.toArray(String[]::new));
    }

    /** Runs to the end; throws with all that was printed when the exit code is none of these. */
    static void run(List<String> arguments, Set<Integer> allowed) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream all = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int exit;
        try {
            System.setOut(all);
            System.setErr(all);
            exit = commandLine().execute(arguments.toArray(String[]::new));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        if (!allowed.contains(exit)) {
            throw new AssertionError("exit code " + exit + " of " + String.join(" ", arguments) + ", not one of "
                    + new TreeSet<>(allowed) + "\n" + printed.toString(StandardCharsets.UTF_8));
        }
    }

    /** What comes later on the line replaces what came before, so that a test can be made shorter by adding to it. */
    private static CommandLine commandLine() {
        return Main.commandLine().setOverwrittenOptionsAllowed(true);
    }
}
