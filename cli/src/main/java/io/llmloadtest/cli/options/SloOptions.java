package io.llmloadtest.cli.options;

import io.llmloadtest.verdict.slo.IllegalSloException;
import io.llmloadtest.verdict.slo.Slo;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The service level objectives that levels are held against. */
@Heading("Objectives")
public final class SloOptions {

    @Option(names = "--slo", paramLabel = "OBJECTIVE[,...]", description = "Hold each level against objectives such as ttft.p95<500,tpot.mean<50,itl.p99<80,e2e.p99<20s,goodput>0.95,error_rate<0.01:"
            + " ttft, tpot, itl, e2e in ms, each with mean, max or a percentile. Quote it. Without error_rate or goodput, error_rate<0.01 is added")
    private Optional<String> objectives = Optional.empty();

    /** The objectives; empty when none are given. */
    public Optional<Slo> slo() {
        try {
            return objectives.map(Slo::parse);
        } catch (IllegalSloException impossible) {
            throw new OptionMistake("--slo: " + impossible.getMessage());
        }
    }
}
