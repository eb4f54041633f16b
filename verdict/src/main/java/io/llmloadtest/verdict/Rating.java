package io.llmloadtest.verdict;

import io.llmloadtest.evidence.logs.LogEvent;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.verdict.balance.Account;
import io.llmloadtest.verdict.balance.Hearing;
import io.llmloadtest.verdict.causes.Claim;
import io.llmloadtest.verdict.causes.Residuals;
import io.llmloadtest.verdict.causes.Throughput;
import io.llmloadtest.verdict.rows.Bounds;
import io.llmloadtest.verdict.rows.Rows;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The fourth pass: rows get their causes, and everything its word. */
final class Rating {

    /** Findings after which the load itself proves little, whatever the numbers say. */
    private static final Set<FindingId> WORTHLESS = EnumSet.of(FindingId.REQUESTS_FAILED, FindingId.HTTP_ERRORS,
            FindingId.STREAM_ERRORS, FindingId.RESPONSES_LOST, FindingId.WORK_ABORTED, FindingId.PREFIX_CACHE_WARM,
            FindingId.LENGTHS_NOT_AS_ASKED, FindingId.COLD_START, FindingId.LOAD_INTERRUPTED,
            FindingId.FAILURES_COUNTED_AS_SUCCESSES, FindingId.TOOL_FAILED);

    private Rating() {
    }

    static Verdict of(Hearing hearing, Residuals diagnosis, Tolerances tolerances) {
        List<Comparison> rows = Rows.of(hearing, tolerances).stream().map(row -> explained(row, diagnosis)).toList();
        List<Finding> findings = diagnosis.claims().stream().flatMap(claim -> claim.findings().stream())
                .sorted(Comparator.comparing(Finding::severity).reversed().thenComparing(Finding::id)).toList();
        List<Bound> bounds = Bounds.of(hearing.admitted());
        boolean hasErrors = hearing.admitted().digest().events(LogEvent.Level.ERROR) > 0;
        return new Verdict(hearing.scope(), overall(rows, findings, hasErrors, Set.of()), rows, findings, counts(rows),
                timings(rows), load(findings), marks(rows, bounds), hasErrors, bounds,
                overall(rows, findings, hasErrors, tolerances.accepted()));
    }

    /**
     * No evidence is never passed: only a server counter that agrees makes a run that may pass, or, where no counter could be
     * compared, traces in which every completed request of ours is found again.
     */
    static Overall overall(List<Comparison> rows, List<Finding> findings, boolean hasErrors, Set<FindingId> accepted) {
        if ((hasErrors && !accepted.contains(FindingId.SERVER_ERRORS))
                || rows.stream().anyMatch(row -> row.status() == Status.WARN && !isAccepted(row, accepted))
                || findings.stream().anyMatch(
                        finding -> finding.severity() == Severity.WARNING && !accepted.contains(finding.id()))) {
            return Overall.WARNING;
        }
        return rows.stream().anyMatch(row -> proves(row, Source.PROMETHEUS)) || tracesProve(rows, findings)
                ? Overall.PASSED
                : Overall.UNVERIFIED;
    }

    private static boolean tracesProve(List<Comparison> rows, List<Finding> findings) {
        return rows.stream().noneMatch(row -> row.source() == Source.PROMETHEUS && row.isMade() && isProof(row))
                && findings.stream().noneMatch(finding -> finding.id() == FindingId.TRACES_INCOMPLETE)
                && rows.stream().anyMatch(row -> proves(row, Source.OTLP));
    }

    private static boolean isAccepted(Comparison row, Set<FindingId> accepted) {
        return row.reason() instanceof Reason.Explained(List<FindingId> causes) && accepted.containsAll(causes);
    }

    /** Findings after which the load proves little; our own deliberate cancellations (info) do no harm. */
    static List<FindingId> load(List<Finding> findings) {
        return findings.stream().filter(
                finding -> finding.severity() == Severity.WARNING && WORTHLESS.contains(finding.id()))
                .map(Finding::id).distinct().toList();
    }

    private static boolean proves(Comparison row, Source source) {
        return row.source() == source && row.status() == Status.PASS && isProof(row);
    }

    /** A count with an allowance is only a lower bound, as on a shared server: it proves nothing. */
    private static boolean isProof(Comparison row) {
        return (row.quantity() == Quantity.REQUEST_COUNT || row.quantity() == Quantity.TOTAL_TOKENS)
                && row.limit().allowance() == 0;
    }

    private static Comparison explained(Comparison row, Residuals diagnosis) {
        if (!row.isMade()) {
            return row;
        }
        List<FindingId> causes = causes(row, diagnosis);
        return causes.isEmpty()
                ? row
                : new Comparison(row.quantity(), row.source(), row.client(), row.server(), row.limit(),
                        new Reason.Explained(causes));
    }

    private static List<FindingId> causes(Comparison row, Residuals diagnosis) {
        if (row.source() == Source.OTLP && row.quantity().kind() == Quantity.Kind.COUNT) {
            // what others did, or what was lost, is not among the requests that were matched
            return row.difference().orElse(0) == 0 ? List.of() : said(diagnosis, FindingId.UNEXPLAINED_DIFFERENCE);
        }
        return switch (row.quantity()) {
            case AVG_TTFT -> said(diagnosis, row.isBelowServer() ? FindingId.CLIENT_BELOW_SERVER : FindingId.TTFT_GAP);
            case AVG_E2E -> row.status() == Status.PASS ? List.of() : e2e(row, diagnosis);
            case AVG_QUEUE, AVG_PREFILL, AVG_DECODE, AVG_ITL, AVG_TPOT, AVG_IN_FLIGHT -> row.isBelowServer()
                    ? said(diagnosis, FindingId.CLIENT_BELOW_SERVER)
                    : List.of();
            case AVG_THROUGHPUT -> throughput(row, diagnosis);
            case SERVER_ERRORS -> said(diagnosis, FindingId.SERVER_ERRORS);
            case REQUEST_COUNT, TOTAL_TOKENS, PROMPT_TOKENS, HTTP_REQUESTS, HTTP_ERRORS_METRICS, HTTP_200_COUNT,
                    HTTP_ERRORS ->
                Account.of(row.quantity()).stream()
                        .flatMap(account -> claimants(account, diagnosis)).toList();
        };
    }

    private static List<FindingId> e2e(Comparison row, Residuals diagnosis) {
        if (row.isBelowServer()) {
            return said(diagnosis, FindingId.CLIENT_BELOW_SERVER);
        }
        List<FindingId> late = said(diagnosis, FindingId.TOOL_LATE);
        return late.isEmpty() ? said(diagnosis, FindingId.UNEXPLAINED_DIFFERENCE) : late;
    }

    private static List<FindingId> throughput(Comparison row, Residuals diagnosis) {
        if (row.status() == Status.PASS) {
            return List.of();
        }
        List<FindingId> causes = Throughput.causes(row, diagnosis);
        return causes.isEmpty() ? said(diagnosis, FindingId.UNEXPLAINED_DIFFERENCE) : causes;
    }

    private static Stream<FindingId> claimants(Account account, Residuals diagnosis) {
        return diagnosis.claims().stream().filter(claim -> claim.amount(account) != 0)
                .sorted(Comparator.comparingDouble((Claim claim) -> Math.abs(claim.amount(account))).reversed())
                .flatMap(claim -> claim.findings().stream().map(Finding::id)).distinct();
    }

    private static List<FindingId> said(Residuals diagnosis, FindingId id) {
        return diagnosis.said(id).stream().map(Finding::id).toList();
    }

    private static Verdict.Counts counts(List<Comparison> rows) {
        List<Comparison> made = made(rows, quantity -> quantity.kind() == Quantity.Kind.COUNT
                && quantity != Quantity.SERVER_ERRORS);
        if (made.isEmpty()) {
            return Verdict.Counts.NOT_CHECKED;
        }
        if (made.stream().anyMatch(row -> row.status() == Status.WARN)) {
            return Verdict.Counts.DIFFER;
        }
        if (made.stream().allMatch(row -> row.difference().orElse(0) == 0)) {
            return Verdict.Counts.EXACT;
        }
        return made.stream().anyMatch(row -> row.limit().allowance() > 0)
                ? Verdict.Counts.AT_LEAST
                : Verdict.Counts.WITHIN_TOLERANCE;
    }

    private static Verdict.Timings timings(List<Comparison> rows) {
        List<Comparison> made = made(rows, quantity -> quantity.kind() == Quantity.Kind.LATENCY);
        // A lower bound that holds does not explain a latency.
        if (made.stream().allMatch(row -> row.status() == Status.PASS
                && row.limit().mode() != Limit.Mode.SERVER_IS_LOWER_BOUND)) {
            return Verdict.Timings.NOT_CHECKED;
        }
        return made.stream().allMatch(row -> row.status() == Status.PASS)
                ? Verdict.Timings.EXPLAINED
                : Verdict.Timings.UNEXPLAINED_GAP;
    }

    private static Map<Verdict.Latency, Verdict.Mark> marks(List<Comparison> rows, List<Bound> bounds) {
        Map<Verdict.Latency, Verdict.Mark> marks = new EnumMap<>(Verdict.Latency.class);
        for (Verdict.Latency latency : Verdict.Latency.values()) {
            List<Bound> own = bounds.stream().filter(bound -> bound.latency() == latency).toList();
            marks.put(latency, own.isEmpty() || own.stream().anyMatch(Bound::contradicts)
                    ? Verdict.Mark.CLIENT_ONLY
                    : Verdict.Mark.BOUNDED);
        }
        for (Comparison row : rows) {
            if (row.status() == Status.PASS && row.quantity() == Quantity.AVG_TTFT) {
                marks.put(Verdict.Latency.TTFT, Verdict.Mark.VERIFIED);
            } else if (row.status() == Status.PASS && row.quantity() == Quantity.AVG_E2E) {
                marks.put(Verdict.Latency.E2E, Verdict.Mark.VERIFIED);
            }
        }
        return marks;
    }

    private static List<Comparison> made(List<Comparison> rows, Predicate<Quantity> which) {
        return rows.stream().filter(row -> which.test(row.quantity()) && row.isMade()).toList();
    }
}
