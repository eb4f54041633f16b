package io.llmloadtest.cli.options;

import io.llmloadtest.ledger.steady.Cut;
import io.llmloadtest.ledger.steady.Cuts;
import io.llmloadtest.load.plan.IllegalPlanException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How often to measure, and which part of it is the steady one. */
@Heading("Measurement")
public final class StatisticsOptions {

    private static final String CUT_WARM_UP = "--cut-warmup";
    private static final String CUT_COOL_DOWN = "--cut-cooldown";

    @Option(names = "--repeat", paramLabel = "N", description = "Run the whole sequence of levels N times over, so that a drift of the server does not hit one level alone,"
            + " and give each setting's mean over its repeats with a 95 %% interval (default: 1)")
    private int repeats = 1;

    @Option(names = CUT_WARM_UP, paramLabel = "TIME|N", description = "Leave out of the steady figures what a level begins with: a time such as 10s, or so many requests."
            + " Unlike --warmup these are measured and checked against the server (default: looked for)")
    private Optional<String> warmUp = Optional.empty();

    @Option(names = CUT_COOL_DOWN, paramLabel = "TIME|N", description = "Leave out of the steady figures what comes before the last send: a time such as 5s, or so many requests"
            + " (default: nothing)")
    private Optional<String> coolDown = Optional.empty();

    int repeats() {
        return repeats;
    }

    Cuts cuts() {
        return new Cuts(warmUp.map(text -> cut(CUT_WARM_UP, text)), coolDown.map(text -> cut(CUT_COOL_DOWN, text)));
    }

    private static Cut cut(String option, String text) {
        return Cut.parse(text).orElseThrow(() -> new IllegalPlanException(option, text,
                "give a time with its unit, such as 10s or 500ms and at most 720h, or a whole number of requests"));
    }
}
