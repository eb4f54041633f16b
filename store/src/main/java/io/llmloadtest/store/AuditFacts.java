package io.llmloadtest.store;

import io.llmloadtest.verdict.AuditedTool;
import java.util.List;
import java.util.Optional;

/**
 * What an audit hands over beside the outcome.
 *
 * @param tool what is known of the tool
 * @param command what was run, secrets out; none when a result alone was judged
 * @param resultFile what was read
 */
public record AuditFacts(AuditedTool tool, List<String> command, Optional<String> resultFile) {

    public AuditFacts {
        command = List.copyOf(command);
    }
}
