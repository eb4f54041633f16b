package io.llmloadtest.runner;

import io.llmloadtest.load.target.BaseUrl;
import io.llmloadtest.load.target.SecretHeaders;
import io.llmloadtest.runner.command.ForeignCommand;
import io.llmloadtest.verdict.Tolerances;
import io.llmloadtest.wire.Trust;
import java.nio.file.Path;
import java.util.Optional;

/**
 * All that an audit is asked to do.
 *
 * @param command what is run in our place
 * @param result the file it writes its result to; empty to look for it
 * @param base the server it loads
 * @param headers sent with our own questions to that server
 * @param trust which certificates it may show
 * @param evidence the server's record
 * @param tolerances how strictly to judge
 * @param runs the folder in which run folders are made
 * @param folder the run folder itself, when the user named one
 * @param productVersion of this program
 */
public record AuditRequest(ForeignCommand command, Optional<Path> result, BaseUrl base, SecretHeaders headers,
        Trust trust, EvidenceRequest evidence, Tolerances tolerances, Path runs, Optional<Path> folder,
        String productVersion) {}
