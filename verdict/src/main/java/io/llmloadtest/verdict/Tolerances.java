package io.llmloadtest.verdict;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a judge puts up with: how far client and server may differ, in fractions of the server's value in [0, 1), and which
 * findings are known and accepted.
 *
 * @param counts for every count
 * @param ttft for the mean time to first token
 * @param throughput for the throughput
 * @param ttftAllowance what may be left of a TTFT gap after its known parts
 * @param e2e for the mean end-to-end latency
 * @param e2eAllowance the least a mean end-to-end latency may differ, whatever the fraction says
 * @param acceptances findings that are known, expired ones among them
 * @param shared whether others are known to use the server: then it must have counted at least what we did, and what it
 *     counted beyond that is theirs
 */
public record Tolerances(double counts, double ttft, double throughput, Duration ttftAllowance, double e2e,
        Duration e2eAllowance, List<Acceptance> acceptances, boolean shared) {

    public Tolerances {
        acceptances = List.copyOf(acceptances);
    }

    /** The defaults: 5 % for counts, 10 % and 10 ms for TTFT, 10 % for throughput, 2 % or 5 ms for E2E. */
    public static final Tolerances DEFAULT = new Tolerances(0.05, 0.10, 0.10, Duration.ofMillis(10), 0.02,
            Duration.ofMillis(5), List.of(), false);

    /** The same, with findings that are known and accepted. */
    public Tolerances accepting(Set<FindingId> known) {
        return new Tolerances(counts, ttft, throughput, ttftAllowance, e2e, e2eAllowance,
                known.stream().map(Acceptance::of).toList(), shared);
    }

    /** Findings that are put aside for {@link Verdict#beyondAccepted()}, and with them the rows that they alone explain. */
    public Set<FindingId> accepted() {
        return acceptances.stream().filter(known -> !known.expired()).map(Acceptance::finding)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How a finding is accepted: the one that holds rather than one that has expired. */
    public Optional<Acceptance> acceptance(FindingId finding) {
        List<Acceptance> own = acceptances.stream().filter(known -> known.finding() == finding).toList();
        return own.stream().filter(known -> !known.expired()).findFirst().or(() -> own.stream().findFirst());
    }

    /** The same, with counts required to be equal. */
    public Tolerances strict() {
        return new Tolerances(0, ttft, throughput, ttftAllowance, e2e, e2eAllowance, acceptances, shared);
    }

    /** The same, for a server that others are known to use. */
    public Tolerances sharing() {
        return new Tolerances(counts, ttft, throughput, ttftAllowance, e2e, e2eAllowance, acceptances, true);
    }
}
