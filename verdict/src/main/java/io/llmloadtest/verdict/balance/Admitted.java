package io.llmloadtest.verdict.balance;

import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.ServerDelta;
import io.llmloadtest.evidence.metrics.ServerValues;
import io.llmloadtest.ledger.Tally;
import io.llmloadtest.model.Reading;
import io.llmloadtest.model.Why;
import io.llmloadtest.verdict.CaseFile;
import io.llmloadtest.verdict.Source;
import java.util.Optional;
import java.util.Set;

/**
 * A case file after the gate.
 *
 * @param file the file itself
 * @param ours the client's counts of everything that lies in the evidence, warm-ups included
 * @param delta the server's movement over the evidence; absent where it cannot be used
 * @param latencies the movement that belongs to the file's own tally alone: at run scope the levels' together
 */
public record Admitted(CaseFile file, Tally ours, ServerDelta delta, ServerDelta latencies) {

    /** Whether metrics were asked for: if not, they have no rows. */
    public boolean metricsAsked() {
        return !(file.metrics().availability() instanceof MetricsAvailability.NotAsked);
    }

    /** Whether a log was asked for: if not, it has no rows. */
    public boolean logAsked() {
        return !(file.log().availability() instanceof LogAvailability.NotAsked);
    }

    /** Whether the log could be read. */
    public boolean logLegible() {
        return file.log().isLegible();
    }

    /** What the log says. */
    public LogDigest digest() {
        return file.log().digest();
    }

    /** Which witness the log rows come from. */
    public Source logSource() {
        return switch (file.log().source()) {
            case DOCKER_LOG -> Source.DOCKER_LOG;
            case LOG_FILE -> Source.LOG_FILE;
            case LOG_COMMAND -> Source.LOG_COMMAND;
        };
    }

    /** The endpoints that were used. */
    public Set<String> endpoints() {
        return ours.endpoints();
    }

    /** A known 0 when what the log holds can be counted, or why not. */
    public Reading logKnown() {
        return Gate.log(file);
    }

    /** A known 0 when access lines can be counted, or why not. */
    public Reading accessKnown() {
        return logKnown().isKnown() && !digest().accessLogSeen() ? Reading.absent(Why.NO_ACCESS_LINES) : logKnown();
    }

    /** Requests that the server had open at the edges of the evidence, when nothing of ours was in flight. */
    public double openAtEdges() {
        if (file.metrics().stuckRunning()) {
            return 0;
        }
        return Math.max(open(file.metrics().before()), open(file.metrics().after()));
    }

    private static double open(Optional<ServerValues> values) {
        return values.map(now -> now.running().known().orElse(0) + now.waiting().known().orElse(0)).orElse(0.0);
    }
}
