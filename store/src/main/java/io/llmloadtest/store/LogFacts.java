package io.llmloadtest.store;

import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogDigest;
import io.llmloadtest.evidence.logs.LogEvent;
import io.llmloadtest.evidence.logs.LogTestimony;
import io.llmloadtest.evidence.logs.StatsLine;
import io.llmloadtest.store.DockerMetricsView.EventView;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** What a log says, in the published form. */
final class LogFacts {

    private LogFacts() {
    }

    /** Empty when the log could not be read. */
    static Optional<DockerMetricsView> view(LogTestimony log, Set<String> endpoints) {
        return log.availability() instanceof LogAvailability.Legible(String name)
                ? Optional.of(view(log, name, endpoints))
                : Optional.empty();
    }

    private static DockerMetricsView view(LogTestimony log, String name, Set<String> endpoints) {
        LogDigest digest = log.digest();
        List<StatsLine> comparable = digest.stats().stream().filter(StatsLine::comparable).toList();
        List<StatsLine> stats = comparable.isEmpty() ? digest.stats() : comparable;
        return new DockerMetricsView(log.source().name().toLowerCase(Locale.ROOT), name,
                access(digest, endpoints, status -> status == 200), access(digest, endpoints, status -> status >= 400),
                sumOfMeans(stats, line -> OptionalDouble.of(line.promptTokensPerSecond())),
                sumOfMeans(stats, line -> OptionalDouble.of(line.generationTokensPerSecond())),
                digest.stats().stream().flatMapToDouble(line -> line.kvUsagePercent().stream()).max(),
                sumOfMeans(stats, StatsLine::running), sumOfMeans(stats, StatsLine::waiting), lastHitRate(digest),
                messages(digest, LogEvent.Level.ERROR), messages(digest, LogEvent.Level.WARNING),
                digest.events().stream().map(LogFacts::view).toList(), digest.first(), digest.last(), digest.lines());
    }

    private static OptionalLong access(LogDigest digest, Set<String> endpoints, IntPredicate status) {
        return digest.accessLogSeen() ? OptionalLong.of(digest.accessLines(endpoints, status)) : OptionalLong.empty();
    }

    /** Each engine's mean over its lines; the engines' together. */
    private static OptionalDouble sumOfMeans(List<StatsLine> stats, Function<StatsLine, OptionalDouble> value) {
        Collection<List<StatsLine>> engines = stats.stream()
                .collect(Collectors.groupingBy(StatsLine::engine, TreeMap::new, Collectors.toList())).values();
        List<OptionalDouble> means = engines.stream()
                .map(lines -> lines.stream().flatMapToDouble(line -> value.apply(line).stream()).average()).toList();
        return means.isEmpty() || means.stream().anyMatch(OptionalDouble::isEmpty)
                ? OptionalDouble.empty()
                : OptionalDouble.of(means.stream().mapToDouble(OptionalDouble::getAsDouble).sum());
    }

    /** The mean over the engines of what each said last. */
    private static OptionalDouble lastHitRate(LogDigest digest) {
        Map<String, Double> last = new TreeMap<>();
        digest.stats().forEach(line -> line.prefixHitPercent().ifPresent(rate -> last.put(line.engine(), rate)));
        return last.values().stream().mapToDouble(Double::doubleValue).average();
    }

    private static List<String> messages(LogDigest digest, LogEvent.Level level) {
        return digest.events().stream().filter(event -> event.level() == level)
                .map(event -> event.count() == 1 ? event.message() : event.message() + " (" + event.count() + " times)")
                .toList();
    }

    private static EventView view(LogEvent event) {
        return new EventView(event.level().name().toLowerCase(Locale.ROOT),
                event.kind().name().toLowerCase(Locale.ROOT), event.message(), event.count(), event.first(),
                event.last(), event.seenBefore());
    }
}
