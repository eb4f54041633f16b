package io.llmloadtest.runner;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.LogWitness;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.collect.logs.LogKeeping;
import io.llmloadtest.collect.metrics.MetricsScraper;
import io.llmloadtest.collect.metrics.Scrape;
import io.llmloadtest.collect.metrics.ScrapeTarget;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.load.target.BaseUrl;
import io.llmloadtest.load.target.ProbeResult;
import io.llmloadtest.load.target.SecretHeaders;
import io.llmloadtest.load.target.SideChannel;
import io.llmloadtest.load.target.TargetFacts;
import io.llmloadtest.load.target.TargetProbe;
import io.llmloadtest.load.target.TargetProblem;
import io.llmloadtest.runner.DoctorCheck.Check;
import io.llmloadtest.runner.DoctorCheck.Grade;
import io.llmloadtest.wire.Trust;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for everything that would make a run's evidence missing or weak, before any load is sent: no completion is asked for.
 *
 * @param base the server
 * @param headers sent with every request to it
 * @param trust which certificates it may show
 * @param model the model a user named
 * @param evidence the server's record; empty when validation is skipped
 * @param concurrency how many streams the run is to have
 */
public record Doctor(BaseUrl base, SecretHeaders headers, Trust trust, Optional<String> model,
        Optional<EvidenceRequest> evidence, int concurrency) {

    private static final Duration QUESTION_TIME = Duration.ofSeconds(10);
    private static final Duration BETWEEN_SCRAPES = Duration.ofSeconds(1);
    private static final int SCRAPES = 3;

    /**
     * Makes all checks. Bounded in time: each question has its time-out.
     *
     * @throws IOException when the certificates to trust cannot be read
     */
    public List<DoctorCheck> examine() throws IOException, InterruptedException {
        List<DoctorCheck> checks = new ArrayList<>();
        RunClock clock = RunClock.system(System.nanoTime());
        Optional<LogWitness> log = evidence
                .map(asked -> Witnesses.log(asked.log(), base, clock, Optional.empty(), LogKeeping.NONE));
        try {
            Optional<LogAvailability> opened = log.map(LogWitness::open);
            Boundary from = new Boundary(0, clock.tick(), clock.wall());
            log.ifPresent(witness -> witness.mark(0, OwnWork.NONE));
            checks.add(target());
            boolean vllmFamilies = false;
            if (evidence.isPresent()) {
                DoctorMetrics metrics = new DoctorMetrics(scrapes(evidence.get(), clock));
                checks.addAll(metrics.checks());
                vllmFamilies = metrics.showsEngine();
            }
            if (log.isPresent() && opened.isPresent()) {
                Boundary to = log.get().mark(1, OwnWork.NONE);
                checks.addAll(new DoctorLog(opened.get(), log.get().before(),
                        log.get().between(from, to, QUESTION_TIME), vllmFamilies).checks());
            }
        } finally {
            log.ifPresent(LogWitness::close);
        }
        checks.add(DoctorClient.check(concurrency));
        return checks;
    }

    private DoctorCheck target() throws IOException {
        try (SideChannel channel = new SideChannel(base, headers, QUESTION_TIME, TlsContext.of(trust))) {
            return switch (new TargetProbe(channel).probe(model)) {
                case ProbeResult.Usable(TargetFacts facts) -> DoctorCheck.of(Check.TARGET, Grade.OK, "target-usable",
                        "url", base.toString(), "model", facts.model().id(), "kind", facts.kind().key(), "version",
                        facts.version().orElse("?"));
                case ProbeResult.Unusable(TargetProblem problem) -> DoctorCheck.of(Check.TARGET, Grade.FAIL,
                        "target-unusable", "problem", problem.message());
            };
        }
    }

    /** Each on a connection of its own, so that a balancer may choose another server. */
    private List<DoctorMetrics.Look> scrapes(EvidenceRequest asked, RunClock clock)
            throws IOException, InterruptedException {
        ScrapeTarget page = ScrapeTarget.of(asked.pages(base.resolve("/metrics")).getFirst(),
                base.resolve("/"), headers.values(), asked.metricsHeaders(), TlsContext.of(trust));
        MetricsScraper scraper = new MetricsScraper(page);
        List<DoctorMetrics.Look> looks = new ArrayList<>();
        for (int i = 0; i < SCRAPES; i++) {
            clock.pause(i == 0 ? Duration.ZERO : BETWEEN_SCRAPES);
            Scrape scrape = scraper.scrape();
            looks.add(new DoctorMetrics.Look(page.shownUrl(), scrape, clock.wall()));
            if (scrape instanceof Scrape.Failure) {
                return looks;
            }
        }
        return looks;
    }
}
