package io.llmloadtest.verdict.causes;

import io.llmloadtest.verdict.AuditedTool;
import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Status;
import io.llmloadtest.verdict.balance.Hearing;
import java.util.Optional;

/**
 * A tool's mean E2E lies above the server's by more than the tolerance and the known parts: it stamps an end when its event
 * loop gets to it, and how late that is nobody measures. Our own client would say how late it was.
 */
final class ToolLate implements Cause {

    @Override
    public Optional<Claim> explain(Residuals left, Hearing hearing) {
        return hearing.file().tool().flatMap(tool -> hearing.measured().e2e()
                .filter(row -> row.status() == Status.WARN && !row.isBelowServer())
                .map(row -> Claim.of(values(tool, row).warning(FindingId.TOOL_LATE, hearing))));
    }

    private static Values values(AuditedTool tool, Comparison row) {
        return new Values().put("tool", tool.title()).put("client_ms", row.client()).put("server_ms", row.server())
                .put("gap_ms", row.difference());
    }
}
