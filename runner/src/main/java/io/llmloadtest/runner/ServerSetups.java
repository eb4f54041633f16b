package io.llmloadtest.runner;

import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.logs.RecordedFlags;
import io.llmloadtest.collect.metrics.RecordedConfiguration;
import io.llmloadtest.store.ServerSetup;
import java.nio.file.Path;

/** What the evidence of a run, just made or long ago, tells of how the server was set up. */
final class ServerSetups {

    private ServerSetups() {
    }

    static ServerSetup of(Path evidence) {
        EvidenceFolder folder = new EvidenceFolder(evidence);
        return ServerSetup.of(RecordedConfiguration.read(folder), RecordedFlags.read(folder));
    }
}
