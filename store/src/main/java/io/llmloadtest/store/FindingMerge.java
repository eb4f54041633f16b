package io.llmloadtest.store;

import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import io.llmloadtest.verdict.Finding;
import io.llmloadtest.verdict.FindingId;
import io.llmloadtest.verdict.Severity;
import io.llmloadtest.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The findings of a level, or those of all levels as the run's. A run has one finding of each name: counts of its levels
 * are summed, lists joined, and any other value is the run's own, or what all levels agree on, or left out.
 */
final class FindingMerge {

    private static final PhraseBook ENGLISH = PhraseBook.of(Locale.ENGLISH);

    /** Values that are counts of things, so that two levels' are twice as many. */
    private static final Set<String> COUNTS = Set.of("requests", "tokens", "prompt_tokens", "visible_tokens", "errors",
            "timeouts", "cancelled", "error_events", "truncated", "client_4xx", "client_5xx", "client", "metrics",
            "access_log", "not_counted", "connect", "tls", "protocol", "first_tokens", "http_requests", "http_errors",
            "access_200", "access_errors", "completed", "output_off", "output_checked", "output_asked", "output_got",
            "input_off", "input_checked", "input_asked", "input_got", "planned", "missing", "hit_tokens",
            "queried_tokens", "allowed_tokens", "count", "log_lines", "metric_lines", "lines", "events", "ours",
            "seen_before", "steps", "restarts");

    /** Where a judge itself names levels. */
    private static final String LEVELS = "levels";

    private FindingMerge() {
    }

    static List<FindingView> views(Verdict level, int index) {
        return level.findings().stream().map(finding -> view(finding, List.of(index))).toList();
    }

    static List<FindingView> views(Verdict run, List<Optional<Verdict>> levels) {
        Map<FindingId, List<Finding>> found = new LinkedHashMap<>();
        Map<FindingId, List<Integer>> places = new EnumMap<>(FindingId.class);
        for (int i = 0; i < levels.size(); i++) {
            for (Finding finding : levels.get(i).map(Verdict::findings).orElse(List.of())) {
                found.computeIfAbsent(finding.id(), _ -> new ArrayList<>()).add(finding);
                places.computeIfAbsent(finding.id(), _ -> new ArrayList<>()).add(i);
            }
        }
        run.findings().forEach(finding -> found.putIfAbsent(finding.id(), List.of()));
        return found.entrySet().stream()
                .map(entry -> view(merged(entry.getKey(), entry.getValue(), run.finding(entry.getKey()), run),
                        places.getOrDefault(entry.getKey(), List.of())))
                .sorted(Comparator.comparingInt((FindingView view) -> view.severity().equals("warning") ? 0 : 1))
                .toList();
    }

    private static Finding merged(FindingId id, List<Finding> ofLevels, Optional<Finding> ofRun, Verdict run) {
        if (ofLevels.isEmpty()) {
            return ofRun.orElseThrow();
        }
        Severity severity = Stream.concat(ofLevels.stream(), ofRun.stream()).map(Finding::severity)
                .max(Comparator.naturalOrder()).orElse(Severity.INFO);
        Map<String, Fact> values = new TreeMap<>(ofRun.<Map<String, Fact>>map(Finding::values).orElse(Map.of()));
        ofLevels.stream().flatMap(finding -> finding.values().keySet().stream()).distinct().forEach(name -> {
            if (COUNTS.contains(name)) {
                values.remove(name);
            }
            together(name, ofLevels).ifPresent(fact -> values.putIfAbsent(name, fact));
        });
        return Finding.of(id, run.scope(), severity, values);
    }

    private static Optional<Fact> together(String name, List<Finding> findings) {
        List<Fact> facts = findings.stream()
                .flatMap(finding -> Optional.ofNullable(finding.values().get(name)).stream())
                .toList();
        if (COUNTS.contains(name)) {
            return sum(facts);
        }
        if (facts.stream().allMatch(Fact.Texts.class::isInstance)) {
            return Optional.of(Fact.of(facts.stream().flatMap(fact -> ((Fact.Texts) fact).values().stream()).distinct()
                    .toList()));
        }
        return facts.size() == findings.size() && facts.stream().distinct().count() == 1
                ? Optional.of(facts.getFirst())
                : Optional.empty();
    }

    /** The sum; empty when levels differ in sign, for opposite differences never cancel each other. */
    private static Optional<Fact> sum(List<Fact> facts) {
        double[] amounts = facts.stream().flatMapToDouble(
                fact -> fact instanceof Fact.Amount(double value) ? DoubleStream.of(value) : DoubleStream.empty())
                .toArray();
        boolean opposite = DoubleStream.of(amounts).anyMatch(amount -> amount > 0)
                && DoubleStream.of(amounts).anyMatch(amount -> amount < 0);
        return opposite || amounts.length < facts.size()
                ? Optional.empty()
                : Optional.of(Fact.of(DoubleStream.of(amounts).sum()));
    }

    /** The levels a judge named itself. */
    private static List<Integer> named(Finding finding) {
        return finding.values().get(LEVELS) instanceof Fact.Texts(List<String> levels)
                ? levels.stream().filter(level -> level.matches("\\d{1,6}")).map(Integer::valueOf).toList()
                : List.of();
    }

    private static FindingView view(Finding finding, List<Integer> levels) {
        Map<String, Object> values = new TreeMap<>();
        finding.values().forEach((name, fact) -> values.put(name, FindingView.plain(fact)));
        values.remove(LEVELS);
        return new FindingView(finding.id().key(), finding.severity().name().toLowerCase(Locale.ROOT),
                ENGLISH.sentence(finding), values, ENGLISH.advice(finding),
                Stream.concat(levels.stream(), named(finding).stream()).distinct().sorted().toList());
    }
}
