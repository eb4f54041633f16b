package io.llmloadtest.benchmarks.alarms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Runs the program again and again against one server that nobody else uses, and prints a line of Markdown for each. */
final class FalseAlarms {

    private final String launcher;
    private final String server;
    private final RandomGenerator random;
    private int alarms;
    private int gaps;

    private FalseAlarms(String launcher, String server, long seed) {
        this.launcher = launcher;
        this.server = server;
        this.random = new Random(seed);
    }

    /** Arguments: the launcher, the server's URL, how many runs, the seed; then options for every run. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> all = List.of(arguments);
        long seed = Long.parseLong(all.get(3));
        FalseAlarms bench = new FalseAlarms(all.get(0), all.get(1), seed);
        System.exit(bench.run(Integer.parseInt(all.get(2)), seed, all.subList(4, all.size())) == 0 ? 0 : 1);
    }

    private int run(int runs, long seed, List<String> more) throws IOException, InterruptedException {
        System.out.println("Seed " + seed + ", " + runs + " runs\n");
        System.out.println("| # | load | verdict | WARN rows | warnings | TTFT gaps |");
        System.out.println("|--:|---|---|---|---|---|");
        for (int i = 1; i <= runs; i++) {
            CleanRun load = CleanRun.random(random);
            Said said = said(load, more);
            alarms += said.isAlarm() ? 1 : 0;
            gaps += said.gaps().isEmpty() ? 0 : 1;
            System.out.printf("| %d | `%s` | %s | %s | %s | %s |%n", i, String.join(" ", load.options()),
                    said.overall(), cell(said.rows()), cell(said.findings()), cell(said.gaps()));
        }
        System.out.printf("%n%d of %d runs with a false alarm; %d with a TTFT gap.%n", alarms, runs, gaps);
        return alarms;
    }

    private Said said(CleanRun load, List<String> more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher, "run", "-s", server, "--quiet", "--format", "json"));
        command.addAll(load.options());
        command.addAll(more);
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        byte[] result = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + process.exitValue());
        }
        return Said.in(JsonMapper.shared().readTree(result));
    }

    private static String cell(List<String> things) {
        return things.isEmpty() ? "-" : String.join("; ", things).replace("|", "/");
    }
}
