package io.llmloadtest.store;

import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogSource;
import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.MetricsTestimony;
import io.llmloadtest.model.Quantity;
import io.llmloadtest.store.ComparisonView.ReasonView;
import io.llmloadtest.store.ValidationView.DockerLogView;
import io.llmloadtest.store.ValidationView.PercentileBoundView;
import io.llmloadtest.store.ValidationView.PrometheusView;
import io.llmloadtest.store.ValidationView.TimingsView;
import io.llmloadtest.store.ValidationView.TolerancesView;
import io.llmloadtest.store.ValidationView.TracesView;
import io.llmloadtest.text.LoadProblem;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Bound;
import io.llmloadtest.verdict.CaseFile;
import io.llmloadtest.verdict.Comparison;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Overall;
import io.llmloadtest.verdict.Source;
import io.llmloadtest.verdict.Status;
import io.llmloadtest.verdict.Tolerances;
import io.llmloadtest.verdict.Verdict;
import io.llmloadtest.verdict.roll.Roll;
import io.llmloadtest.verdict.roll.Split;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** A verdict in the published form. */
final class Validations {

    private static final PhraseBook ENGLISH = PhraseBook.of(Locale.ENGLISH);

    /** What stands in the metrics' way. */
    private static final Set<FindingId> OF_METRICS = EnumSet.of(FindingId.METRICS_UNAVAILABLE,
            FindingId.METRICS_PARTIAL,
            FindingId.METRICS_SLOW, FindingId.METRICS_BEHIND_BALANCER, FindingId.COUNTERS_UNSETTLED,
            FindingId.SERVER_RESTARTED);

    /** What stands in the log's way, or what the log warns of. */
    private static final Set<FindingId> OF_LOG = EnumSet.of(FindingId.LOG_UNAVAILABLE, FindingId.LOG_AMBIGUOUS,
            FindingId.ACCESS_LOG_OFF, FindingId.STATS_LOG_OFF, FindingId.LOG_SLOW, FindingId.SERVER_ERRORS,
            FindingId.SERVER_WARNINGS);

    /** What stands in the traces' way. */
    private static final Set<FindingId> OF_TRACES = EnumSet.of(FindingId.TRACES_UNAVAILABLE,
            FindingId.TRACES_INCOMPLETE);

    private Validations() {
    }

    static ValidationView view(Judgement judgement, List<FindingView> findings, Tolerances tolerances) {
        Verdict verdict = judgement.verdict();
        MetricsTestimony metrics = judgement.caseFile().metrics();
        LogTestimony log = judgement.caseFile().log();
        Optional<Boolean> passed = passed(verdict.overall());
        List<ComparisonView> rows = verdict.comparisons().stream().map(Validations::view).toList();
        Optional<PrometheusView> ofMetrics = metrics.availability() instanceof MetricsAvailability.NotAsked
                ? Optional.empty()
                : Optional.of(metrics(verdict, findings));
        Optional<DockerLogView> ofLog = log.availability() instanceof LogAvailability.NotAsked
                ? Optional.empty()
                : Optional.of(log(judgement, findings));
        return new ValidationView(verdict.overall().name(), passed, passed, verdict.checksMade(),
                verdict.checksPossible(), key(verdict.counts()), key(verdict.timings()), load(verdict.load()),
                verdict.load().stream().map(FindingId::key).toList(), tolerances.counts(), view(tolerances),
                metrics.availability() instanceof MetricsAvailability.Available,
                log.isLegible() && log.source() == LogSource.DOCKER_LOG, ofMetrics.flatMap(PrometheusView::passed),
                ofLog.flatMap(DockerLogView::passed), ServerMetrics.view(metrics), ofMetrics, ofLog, rows, findings,
                warnings(findings), verdict.bounds().stream().map(Validations::view).toList(), timings(judgement),
                traces(judgement.caseFile()), SingleRequests.view(judgement.caseFile()),
                verdict.beyondAccepted().name());
    }

    private static PercentileBoundView view(Bound bound) {
        return new PercentileBoundView(key(bound.latency()), "p" + Math.round(100 * bound.percentile()),
                bound.lowerMillis(), bound.upperMillis(), bound.client().known(), bound.contradicts());
    }

    private static ComparisonView view(Comparison row) {
        Status status = row.status();
        return new ComparisonView(row.quantity().rowName(), row.client().known(), row.server().known(),
                row.differencePercent(), status.name(), passed(status), row.limit().fraction(), row.limit().allowance(),
                row.source().key(), ENGLISH.reason(row), ReasonView.of(PhraseBook.reasonOf(row)));
    }

    private static PrometheusView metrics(Verdict verdict, List<FindingView> findings) {
        List<Comparison> rows = verdict.comparisons().stream().filter(row -> row.source() == Source.PROMETHEUS)
                .toList();
        return new PrometheusView(passed(rows), rows.stream().map(Validations::view).toList(),
                messages(findings, OF_METRICS));
    }

    private static DockerLogView log(Judgement judgement, List<FindingView> findings) {
        Verdict verdict = judgement.verdict();
        LogTestimony log = judgement.caseFile().log();
        List<Comparison> rows = verdict.comparisons().stream().filter(row -> isOfLog(row.source())).toList();
        return new DockerLogView(passed(rows), passed(rows, Quantity.HTTP_200_COUNT),
                passed(rows, Quantity.AVG_THROUGHPUT),
                log.isLegible() ? Optional.of(verdict.hasErrors()) : Optional.empty(),
                rows.stream().map(Validations::view).toList(), messages(findings, OF_LOG),
                LogFacts.view(log, judgement.caseFile().tally().endpoints()));
    }

    private static boolean isOfLog(Source source) {
        return switch (source) {
            case DOCKER_LOG, LOG_FILE, LOG_COMMAND -> true;
            case PROMETHEUS, OTLP -> false;
        };
    }

    /** No row warns but Server Errors, which has its own flag; empty when no row could be compared. */
    private static Optional<Boolean> passed(List<Comparison> rows) {
        return rows.stream().noneMatch(Comparison::isMade)
                ? Optional.empty()
                : Optional.of(rows.stream().noneMatch(
                        row -> row.status() == Status.WARN && row.quantity() != Quantity.SERVER_ERRORS));
    }

    private static Optional<Boolean> passed(List<Comparison> rows, Quantity quantity) {
        return rows.stream().filter(row -> row.quantity() == quantity).findFirst()
                .flatMap(row -> passed(row.status()));
    }

    private static Optional<Boolean> passed(Status status) {
        return switch (status) {
            case PASS -> Optional.of(true);
            case WARN -> Optional.of(false);
            case SKIP -> Optional.empty();
        };
    }

    private static Optional<Boolean> passed(Overall overall) {
        return switch (overall) {
            case PASSED -> Optional.of(true);
            case WARNING -> Optional.of(false);
            case UNVERIFIED -> Optional.empty();
        };
    }

    private static String load(List<FindingId> problems) {
        return problems.isEmpty()
                ? "valid"
                : problems.stream().map(LoadProblem::of).distinct().sorted().map(LoadProblem::key)
                        .collect(Collectors.joining(", "));
    }

    /** Every warning, and evidence that is missing or thin: no verdict may rest on silence. */
    private static List<String> warnings(List<FindingView> findings) {
        List<String> warnings = new ArrayList<>(
                findings.stream().filter(finding -> finding.severity().equals("warning")).map(FindingView::message)
                        .toList());
        findings.stream().filter(finding -> !finding.severity().equals("warning"))
                .filter(finding -> isOf(finding, OF_METRICS) || isOf(finding, OF_LOG) || isOf(finding, OF_TRACES))
                .map(FindingView::message)
                .forEach(warnings::add);
        return warnings;
    }

    private static List<String> messages(List<FindingView> findings, Set<FindingId> ids) {
        return findings.stream().filter(finding -> isOf(finding, ids)).map(FindingView::message).toList();
    }

    private static boolean isOf(FindingView finding, Set<FindingId> ids) {
        return FindingView.idOf(finding.id()).filter(ids::contains).isPresent();
    }

    private static TolerancesView view(Tolerances tolerances) {
        return new TolerancesView(tolerances.counts(), tolerances.ttft(), tolerances.throughput(),
                millis(tolerances.ttftAllowance()), tolerances.e2e(), millis(tolerances.e2eAllowance()));
    }

    private static Optional<TracesView> traces(CaseFile file) {
        Roll roll = Roll.of(file);
        Split split = Split.of(roll);
        return roll.asked()
                ? Optional.of(new TracesView(file.traces().requests().size(), roll.pairs().size(),
                        roll.missing().size(), roll.foreign().size(), split.queue().known(), split.prefill().known(),
                        split.decode().known(), split.ttft().known(), split.e2e().known()))
                : Optional.empty();
    }

    private static TimingsView timings(Judgement judgement) {
        MetricsTestimony metrics = judgement.caseFile().metrics();
        LogTestimony log = judgement.caseFile().log();
        boolean scraped = !(metrics.availability() instanceof MetricsAvailability.NotAsked);
        return new TimingsView(millis(judgement.metricsBefore()), millis(judgement.metricsAfter()),
                millis(Optional.of(metrics.slowestScrape()).filter(_ -> scraped)),
                millis(Optional.of(metrics.settling()).filter(_ -> scraped)),
                millis(Optional.of(log.took()).filter(_ -> log.isLegible())));
    }

    private static OptionalDouble millis(Optional<Duration> duration) {
        return duration.map(known -> OptionalDouble.of(millis(known))).orElse(OptionalDouble.empty());
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
