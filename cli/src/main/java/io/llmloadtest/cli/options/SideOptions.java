package io.llmloadtest.cli.options;

import io.llmloadtest.compare.Sides;
import io.llmloadtest.compare.runs.ComparedRun;
import io.llmloadtest.compare.runs.RunPlaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which runs are held against each other. */
@Heading("Runs")
public final class SideOptions {

    @Parameters(arity = "0..*", paramLabel = "RUN", description = "A run folder, a result.json, or a folder with several of them: the candidate's runs. Without --baseline the first is the baseline")
    private List<Path> runs = new ArrayList<>();

    @Option(names = {"-b",
            "--baseline"}, arity = "1..*", paramLabel = "RUN", description = "The baseline's runs, three at least; named likewise, after the candidate")
    private List<Path> baseline = new ArrayList<>();

    @Option(names = "--paired", description = "The runs of both sides belong together one by one, in the order of their names, as those of 'ab' do")
    private boolean paired;

    /**
     * The two sides.
     *
     * @throws IOException when a place holds no run; the message is meant for the user
     */
    public Sides sides() throws IOException {
        if (runs.isEmpty()) {
            throw new OptionMistake(baseline.isEmpty()
                    ? "which runs? Name the candidate, and the baseline with --baseline"
                    : "which run is the candidate? All that follows --baseline is the baseline: name the candidate"
                            + " before it");
        }
        if (baseline.isEmpty() && runs.size() < 2) {
            throw new OptionMistake(
                    "what is " + runs.getFirst() + " to be held against? Name the baseline with --baseline");
        }
        return baseline.isEmpty()
                ? new Sides(read(runs.subList(0, 1)), read(runs.subList(1, runs.size())), paired)
                : new Sides(read(baseline), read(runs), paired);
    }

    private static List<ComparedRun> read(List<Path> places) throws IOException {
        List<ComparedRun> found = new ArrayList<>();
        for (Path place : places) {
            found.addAll(RunPlaces.read(place));
        }
        return found;
    }
}
