package io.llmloadtest.verdict.causes;

import io.llmloadtest.model.ClockTrack;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The wall clock of this machine jumped inside the evidence, so that log lines cannot be placed for certain. */
final class ClockStep implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        List<ClockTrack.Step> steps = hearing.file().clocks().steps().stream()
                .filter(step -> hearing.file().span().evidence().contains(step.at())).toList();
        return steps.stream().max(Comparator.comparingLong(step -> Math.abs(step.nanos())))
                .map(largest -> Claim.of(new Values().put("steps", steps.size())
                        .put("largest_ms", largest.nanos() / 1e6).warning(FindingId.CLOCK_STEP, hearing)));
    }
}
