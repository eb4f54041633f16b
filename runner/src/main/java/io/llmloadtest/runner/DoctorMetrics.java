package io.llmloadtest.runner;

import io.llmloadtest.collect.metrics.Scrape;
import io.llmloadtest.evidence.metrics.Exposition;
import io.llmloadtest.evidence.metrics.ExpositionParser;
import io.llmloadtest.evidence.metrics.MetricsAvailability.Problem;
import io.llmloadtest.evidence.metrics.ModelFilter;
import io.llmloadtest.evidence.metrics.Movement;
import io.llmloadtest.evidence.metrics.ServerValues;
import io.llmloadtest.evidence.metrics.Snapshot;
import io.llmloadtest.evidence.metrics.SnapshotValues;
import io.llmloadtest.runner.DoctorCheck.Check;
import io.llmloadtest.runner.DoctorCheck.Grade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What several scrapes, each on a connection of its own, tell of the metrics page.
 *
 * @param looks the scrapes, at least one; only the last may have failed
 */
record DoctorMetrics(List<Look> looks) {

    /** A scrape that takes longer slows a run down (NFR of the product). */
    private static final Duration SLOW = Duration.ofMillis(500);

    private static final String CACHE_CONFIG = "vllm:cache_config_info";

    /**
     * One scrape.
     *
     * @param url where, as it may be shown
     * @param scrape what came
     * @param at when it had come
     */
    record Look(String url, Scrape scrape, Instant at) {

        Optional<Snapshot> snapshot() {
            return scrape instanceof Scrape.Page(byte[] body, Duration took)
                    ? Optional.of(new Snapshot(at, took, ExpositionParser.parse(body)))
                            .filter(snapshot -> snapshot.page().hasSamples())
                    : Optional.empty();
        }
    }

    /** Whether the engine's own families are on the page: its statistics are not switched off. */
    boolean showsEngine() {
        return snapshots().stream().anyMatch(seen -> seen.page().names().stream()
                .anyMatch(name -> name.startsWith("vllm:") || name.startsWith("ray_vllm")));
    }

    List<DoctorCheck> checks() {
        List<Snapshot> seen = snapshots();
        if (seen.size() < looks.size() || seen.isEmpty()) {
            return List.of(unavailable(looks.getLast()));
        }
        Snapshot last = seen.getLast();
        return List.of(page(seen), families(last), sameServer(seen), idle(seen), engines(last.page()),
                prefixCache(last.page()));
    }

    private List<Snapshot> snapshots() {
        return looks.stream().map(Look::snapshot).flatMap(Optional::stream).toList();
    }

    private static DoctorCheck unavailable(Look look) {
        Problem problem = look.scrape() instanceof Scrape.Failure(Problem told, String _, Duration _)
                ? told
                : Problem.NOT_METRICS;
        String detail = look.scrape() instanceof Scrape.Failure(Problem _, String words, Duration _) ? words : "";
        return DoctorCheck.of(Check.METRICS_PAGE, Grade.WARN,
                problem == Problem.UNAUTHORIZED ? "metrics-unauthorized" : "metrics-unavailable", "url", look.url(),
                "problem", plain(problem), "detail", detail);
    }

    private DoctorCheck page(List<Snapshot> seen) {
        Duration slowest = seen.stream().map(Snapshot::took).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        boolean slow = slowest.compareTo(SLOW) > 0;
        return DoctorCheck.of(Check.METRICS_PAGE, slow ? Grade.WARN : Grade.OK, slow ? "metrics-slow" : "metrics-there",
                "url", looks.getLast().url(), "millis", Long.toString(slowest.toMillis()));
    }

    private static DoctorCheck families(Snapshot last) {
        Set<String> missing = Movement.between(last, last, ModelFilter.ANY).missingFamilies();
        if (missing.isEmpty()) {
            return DoctorCheck.of(Check.METRICS_FAMILIES, Grade.OK, "families-there", "kind", last.kind());
        }
        // Before 0.9 the V0 engine shows a family with its first request only.
        boolean fresh = last.page().has(CACHE_CONFIG)
                && last.page().names().stream().filter(name -> name.startsWith("vllm:")).count() == 1;
        return fresh
                ? DoctorCheck.of(Check.METRICS_FAMILIES, Grade.OK, "families-fresh")
                : DoctorCheck.of(Check.METRICS_FAMILIES, Grade.WARN, "families-missing", "families",
                        String.join(", ", missing));
    }

    private static DoctorCheck sameServer(List<Snapshot> seen) {
        Set<String> marks = new TreeSet<>();
        seen.forEach(snapshot -> snapshot.identity().ifPresent(marks::add));
        if (marks.isEmpty()) {
            return DoctorCheck.of(Check.SAME_SERVER, Grade.OK, "server-unmarked");
        }
        return marks.size() == 1
                ? DoctorCheck.of(Check.SAME_SERVER, Grade.OK, "server-same", "scrapes", Integer.toString(seen.size()))
                : DoctorCheck.of(Check.SAME_SERVER, Grade.WARN, "servers-several", "servers",
                        Integer.toString(marks.size()));
    }

    private static DoctorCheck idle(List<Snapshot> seen) {
        double work = seen.stream().map(snapshot -> SnapshotValues.of(snapshot, ModelFilter.ANY))
                .mapToDouble(DoctorMetrics::atWork).max().orElse(0);
        boolean moved = !seen.getFirst().counterState(ModelFilter.ANY)
                .equals(seen.getLast().counterState(ModelFilter.ANY));
        if (!moved && work == 0) {
            return DoctorCheck.of(Check.IDLE, Grade.OK, "server-idle");
        }
        return DoctorCheck.of(Check.IDLE, Grade.WARN, moved ? "server-busy" : "server-stuck", "requests",
                Long.toString(Math.round(work)));
    }

    private static double atWork(ServerValues values) {
        return values.running().known().orElse(0) + values.waiting().known().orElse(0);
    }

    private static DoctorCheck engines(Exposition page) {
        Set<String> engines = labels(page, "engine");
        Set<String> models = labels(page, "model_name");
        return DoctorCheck.of(Check.ENGINES, Grade.OK, models.size() > 1 ? "models-several" : "engines", "engines",
                Integer.toString(Math.max(1, engines.size())), "models", String.join(", ", models));
    }

    private static Set<String> labels(Exposition page, String label) {
        Set<String> values = new TreeSet<>();
        page.names().stream().filter(name -> name.startsWith("vllm:"))
                .forEach(name -> page.samples(name)
                        .forEach(sample -> sample.labels().value(label).ifPresent(values::add)));
        return values;
    }

    private static DoctorCheck prefixCache(Exposition page) {
        List<String> said = new ArrayList<>();
        page.samples(CACHE_CONFIG)
                .forEach(sample -> sample.labels().value("enable_prefix_caching").ifPresent(said::add));
        String code = said.isEmpty()
                ? "cache-unknown"
                : said.stream().anyMatch("true"::equalsIgnoreCase) ? "cache-on" : "cache-off";
        return DoctorCheck.of(Check.PREFIX_CACHE, Grade.OK, code);
    }

    private static String plain(Enum<?> code) {
        return code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
