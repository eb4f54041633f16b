package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/** A tool ended with another exit code than 0, and not because it was told to stop. */
final class ToolFailed implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        return hearing.file().tool()
                .filter(tool -> tool.exitCode().orElse(0) != 0 && !hearing.file().expectation().interrupted())
                .map(tool -> Claim.of(new Values().put("tool", tool.title()).put("exit_code", tool.exitCode().orElse(0))
                        .put("requests", hearing.file().tally().sent()).warning(FindingId.TOOL_FAILED, hearing)));
    }
}
