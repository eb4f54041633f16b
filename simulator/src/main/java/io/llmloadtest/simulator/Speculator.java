package io.llmloadtest.simulator;

import io.llmloadtest.simulator.Step.Output;
import io.llmloadtest.simulator.Step.Speculation;

/** Drafts the same number of tokens for each sequence and step, and has the configured share of them accepted. */
final class Speculator {
    private final boolean on;
    private final long tokens;
    private final long percent;
    private final TruthBook truth;
    private long draftsEver;
    private long drafts;
    private long accepted;

    Speculator(Faults faults, TruthBook truth) {
        this.truth = truth;
        on = faults.on(Fault.SPECULATIVE_DECODING);
        tokens = Math.min(64, faults.number(Fault.SPECULATIVE_DECODING, "tokens"));
        percent = Math.min(100, faults.number(Fault.SPECULATIVE_DECODING, "percent"));
    }

    /** How many drafted tokens may follow that output; none follow the first, since a prompt's end has no draft. */
    int accepts(Output output) {
        if (!on || output.isFirst()) {
            return 0;
        }
        drafts++;
        long before = draftsEver * tokens * percent / 100;
        draftsEver++;
        return (int) (draftsEver * tokens * percent / 100 - before);
    }

    /** One of them has come out; an answer may end before all have. */
    void accepted() {
        accepted++;
    }

    /** What was drafted since the last call. */
    Speculation ofStep() {
        var step = new Speculation(drafts, drafts * tokens, accepted);
        truth.drafted(step);
        drafts = 0;
        accepted = 0;
        return step;
    }
}
