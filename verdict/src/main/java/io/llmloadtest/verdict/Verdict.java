package io.llmloadtest.verdict;

import io.llmloadtest.model.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a judge says of a case file.
 *
 * @param scope what it speaks of
 * @param overall in a word
 * @param comparisons every row, in the published order
 * @param findings the causes found, warnings first
 * @param counts the counts in a word
 * @param timings the timings in a word
 * @param load findings that make the load itself worthless; empty when it is valid
 * @param marks how far each latency number can be trusted
 * @param hasErrors whether the server logged errors in the window
 * @param bounds what the server's histograms say of percentiles
 * @param beyondAccepted the word without the findings that are accepted and the rows that they alone explain: the same when
 *     there are none, never a better reason to believe a number
 */
public record Verdict(Scope scope, Overall overall, List<Comparison> comparisons, List<Finding> findings, Counts counts,
        Timings timings, List<FindingId> load, Map<Latency, Mark> marks, boolean hasErrors, List<Bound> bounds,
        Overall beyondAccepted) {

    /** A verdict that says nothing of percentiles. */
    public Verdict(Scope scope, Overall overall, List<Comparison> comparisons, List<Finding> findings, Counts counts,
            Timings timings, List<FindingId> load, Map<Latency, Mark> marks, boolean hasErrors) {
        this(scope, overall, comparisons, findings, counts, timings, load, marks, hasErrors, List.of(), overall);
    }

    public Verdict {
        comparisons = List.copyOf(comparisons);
        findings = List.copyOf(findings);
        load = List.copyOf(load);
        marks = Map.copyOf(marks);
        bounds = List.copyOf(bounds);
    }

    /** The counts in a word. */
    public enum Counts {
        EXACT, WITHIN_TOLERANCE,
        /** Others used a shared server: it has at least what the client has. */
        AT_LEAST, DIFFER, NOT_CHECKED
    }

    /** The timings in a word. */
    public enum Timings {
        EXPLAINED, UNEXPLAINED_GAP, NOT_CHECKED
    }

    /** The latencies a report shows. */
    public enum Latency {
        TTFT, ITL, TPOT, E2E
    }

    /** How far a latency number can be trusted. */
    public enum Mark {
        /** Its mean was compared with the server's. */
        VERIFIED,
        /** Its percentiles are not below the bucket intervals of the server's; its mean was not verified. */
        BOUNDED,
        /** Only the client says so. */
        CLIENT_ONLY
    }

    /** Rows that could be compared. */
    public long checksMade() {
        return comparisons.stream().filter(Comparison::isMade).count();
    }

    /** Rows there are. */
    public long checksPossible() {
        return comparisons.size();
    }

    /** The finding of that id. */
    public Optional<Finding> finding(FindingId id) {
        return findings.stream().filter(finding -> finding.id() == id).findFirst();
    }

    /** The rows of one source. */
    public List<Comparison> rows(Source source) {
        return comparisons.stream().filter(row -> row.source() == source).toList();
    }
}
