package io.llmloadtest.runner;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.LogWitness;
import io.llmloadtest.collect.MetricsWitness;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.collect.TraceWitness;
import io.llmloadtest.collect.logs.AbsentLogWitness;
import io.llmloadtest.collect.logs.CommandLogWitness;
import io.llmloadtest.collect.logs.ContainerChoice;
import io.llmloadtest.collect.logs.DockerLogWitness;
import io.llmloadtest.collect.logs.FileLogWitness;
import io.llmloadtest.collect.logs.LogKeeping;
import io.llmloadtest.collect.logs.RecordedLogWitness;
import io.llmloadtest.collect.metrics.AbsentMetricsWitness;
import io.llmloadtest.collect.metrics.LiveMetricsWitness;
import io.llmloadtest.collect.metrics.MetricsScraper;
import io.llmloadtest.collect.metrics.RecordedMetricsWitness;
import io.llmloadtest.collect.metrics.ScrapeTarget;
import io.llmloadtest.collect.metrics.Settling;
import io.llmloadtest.collect.traces.AbsentTraceWitness;
import io.llmloadtest.collect.traces.LiveTraceWitness;
import io.llmloadtest.collect.traces.RecordedTraceWitness;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.metrics.MetricsAvailability;
import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.evidence.traces.TraceAvailability;
import io.llmloadtest.ledger.RollCall;
import io.llmloadtest.ledger.RollEntry;
import io.llmloadtest.load.target.BaseUrl;
import io.llmloadtest.load.target.SecretHeaders;
import io.llmloadtest.model.TraceContext;
import io.llmloadtest.wire.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * Everybody beside the client who saw the run.
 *
 * @param metrics the metrics page
 * @param log the log
 * @param traces the spans
 * @param quiet what lies between the end of a phase and its boundary at least
 */
record Witnesses(MetricsWitness metrics, LogWitness log, TraceWitness traces, Quiet quiet) implements AutoCloseable {

    /** The witnesses a live run asks. */
    static Witnesses live(RunRequest request, ModelFilter filter, RunClock clock, Path evidence) throws IOException {
        if (request.evidence().isEmpty()) {
            return new Witnesses(new AbsentMetricsWitness(clock), new AbsentLogWitness(clock),
                    new AbsentTraceWitness(clock), Quiet.none());
        }
        return live(request.evidence().get(), request.base(), request.headers(), request.trust(), filter, clock,
                evidence);
    }

    /** The witnesses of a load on {@code base}, whoever drives it. */
    static Witnesses live(EvidenceRequest asked, BaseUrl base, SecretHeaders headers, Trust given, ModelFilter filter,
            RunClock clock, Path evidence) throws IOException {
        Optional<EvidenceFolder> folder = Optional.of(new EvidenceFolder(evidence));
        Optional<SSLContext> trust = TlsContext.of(given);
        List<MetricsScraper> pages = asked.pages(base.resolve("/metrics")).stream()
                .map(url -> new MetricsScraper(ScrapeTarget.of(url, base.resolve("/"),
                        headers.values(), asked.metricsHeaders(), trust)))
                .toList();
        MetricsWitness metrics = new LiveMetricsWitness(pages, filter, clock, Settling.USUAL,
                LiveMetricsWitness.SAMPLE_EVERY, _ -> {}, folder);
        LogKeeping keeping = switch (asked.snapshot()) {
            case FULL -> LogKeeping.FULL;
            case JUDGED -> LogKeeping.JUDGED;
            case NONE -> LogKeeping.NONE;
        };
        TraceWitness traces = asked.traces().<TraceWitness>map(
                where -> new LiveTraceWitness(where.httpAddress(), where.grpcAddress(), clock, folder))
                .orElseGet(() -> new AbsentTraceWitness(clock));
        return new Witnesses(metrics, log(asked.log(), base, clock, folder, keeping), traces,
                Quiet.second(clock));
    }

    /** Who reads that log. */
    static LogWitness log(LogRequest asked, BaseUrl base, RunClock clock, Optional<EvidenceFolder> folder,
            LogKeeping keeping) {
        return switch (asked) {
            case LogRequest.Docker(Optional<String> name) -> new DockerLogWitness(
                    name.<ContainerChoice>map(ContainerChoice.Named::new)
                            .orElseGet(() -> new ContainerChoice.Serving(base.resolve("/"))),
                    Optional.empty(), clock, folder, keeping);
            case LogRequest.File(Path file) -> new FileLogWitness(file, clock, folder, keeping);
            case LogRequest.Command(String line) -> new CommandLogWitness(line, clock, folder, keeping);
        };
    }

    /** The witnesses whose words a run folder keeps. */
    static Witnesses recorded(Path evidence, ModelFilter filter) {
        EvidenceFolder folder = new EvidenceFolder(evidence);
        return new Witnesses(new RecordedMetricsWitness(folder, filter), new RecordedLogWitness(folder),
                new RecordedTraceWitness(folder), Quiet.none());
    }

    /** Begins to watch, and tells what cannot be watched. */
    void open(Consumer<RunEvent> events) {
        if (metrics.open() instanceof MetricsAvailability.Unavailable(String url, var problem, String detail)) {
            events.accept(new RunEvent.Noted(RunEvent.Note.METRICS_UNAVAILABLE,
                    url + " " + plain(problem) + (detail.isEmpty() ? "" : " (" + detail + ")")));
        }
        if (log.open() instanceof LogAvailability.Illegible(String name, var problem, String detail)) {
            events.accept(new RunEvent.Noted(RunEvent.Note.LOG_UNAVAILABLE, (name.isEmpty() ? "" : name + " ")
                    + plain(problem) + (detail.isEmpty() ? "" : " (" + detail + ")")));
        }
        if (traces.open() instanceof TraceAvailability.Missing(String address, var problem, String detail)) {
            events.accept(new RunEvent.Noted(RunEvent.Note.TRACES_UNAVAILABLE,
                    address + " " + plain(problem) + (detail.isEmpty() ? "" : " (" + detail + ")")));
        }
    }

    /** Waits, for a bounded time, until every completed request of {@code roll} has its span. */
    void awaitTraces(RollCall roll, Duration atMost) {
        traces.await(roll.entries().stream().filter(RollEntry::isCompleted)
                .map(entry -> TraceContext.of(entry.id()).traceId()).toList(), atMost);
    }

    private static String plain(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A boundary is reached: waits until the counters are at rest. */
    Boundary mark(int index, OwnWork done) {
        Boundary reached = quiet.around(() -> metrics.mark(index, done));
        log.mark(index, done);
        traces.mark(index, done);
        return reached;
    }

    @Override
    public void close() {
        traces.close();
        log.close();
        metrics.close();
    }
}
