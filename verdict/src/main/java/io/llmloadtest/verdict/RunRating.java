package io.llmloadtest.verdict;

import io.llmloadtest.model.Quantity;
import io.llmloadtest.model.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes the run's verdict of the whole run's and the levels'. A run is no better than its worst level: what cancels out
 * between levels is noted at the run's row, and the run's word counts the levels' in.
 */
final class RunRating {

    private static final List<String> NOT_ADDED = List.of("_ms", "_percent", "limit");

    private RunRating() {
    }

    static RunVerdict of(Verdict whole, List<Verdict> levels, Set<FindingId> accepted) {
        List<Comparison> rows = whole.comparisons().stream().map(row -> noted(row, levels)).toList();
        List<Finding> findings = findings(whole, levels);
        boolean hasErrors = whole.hasErrors() || levels.stream().anyMatch(Verdict::hasErrors);
        Verdict run = new Verdict(whole.scope(),
                overall(rows, findings, hasErrors, levels.stream().map(Verdict::overall).toList(), Set.of()), rows,
                findings, counts(whole, levels), timings(whole, levels), Rating.load(findings), whole.marks(),
                hasErrors,
                whole.bounds(), overall(rows, findings, hasErrors,
                        levels.stream().map(Verdict::beyondAccepted).toList(), accepted));
        return new RunVerdict(run, levels);
    }

    private static Overall overall(List<Comparison> rows, List<Finding> findings, boolean hasErrors,
            List<Overall> levels, Set<FindingId> accepted) {
        Overall own = Rating.overall(rows, findings, hasErrors, accepted);
        if (own == Overall.WARNING || levels.isEmpty()) {
            return own;
        }
        return levels.contains(Overall.WARNING)
                ? Overall.WARNING
                : levels.contains(Overall.UNVERIFIED) ? Overall.UNVERIFIED : Overall.PASSED;
    }

    /** A difference that levels have in opposite directions is said, however small their sum is. */
    private static Comparison noted(Comparison row, List<Verdict> levels) {
        if (row.quantity().kind() != Quantity.Kind.COUNT || !row.isMade() || row.reason() instanceof Reason.Explained) {
            return row;
        }
        SortedMap<String, String> apart = new TreeMap<>();
        boolean above = false;
        boolean below = false;
        for (Verdict level : levels) {
            double difference = same(row, level).flatMap(other -> other.difference().stream().boxed().findFirst())
                    .orElse(0.0);
            above |= difference > 0;
            below |= difference < 0;
            if (difference != 0) {
                apart.put("level_" + index(level), Long.toString(Math.round(difference)));
            }
        }
        return above && below
                ? new Comparison(row.quantity(), row.source(), row.client(), row.server(), row.limit(),
                        new Reason.Noted("levels-differ-in-opposite-directions", Map.copyOf(apart)))
                : row;
    }

    private static Optional<Comparison> same(Comparison row, Verdict level) {
        return level.comparisons().stream()
                .filter(other -> other.quantity() == row.quantity() && other.source() == row.source()
                        && other.isMade())
                .findFirst();
    }

    /** The whole run's findings, and those that only levels show, each id once. */
    private static List<Finding> findings(Verdict whole, List<Verdict> levels) {
        Map<FindingId, Finding> merged = new EnumMap<>(FindingId.class);
        Map<FindingId, List<Finding>> byLevel = new EnumMap<>(FindingId.class);
        for (Verdict level : levels) {
            level.findings().forEach(finding -> byLevel.computeIfAbsent(finding.id(), _ -> new ArrayList<>())
                    .add(finding));
        }
        whole.findings().forEach(finding -> merged.put(finding.id(),
                spanning(finding, byLevel.getOrDefault(finding.id(), List.of()), whole.scope())));
        byLevel.forEach((id, found) -> merged.computeIfAbsent(id,
                _ -> spanning(found.stream().reduce(RunRating::sum).orElseThrow(), found, whole.scope())));
        return merged.values().stream()
                .sorted(Comparator.comparing(Finding::severity).reversed().thenComparing(Finding::id)).toList();
    }

    private static Finding spanning(Finding finding, List<Finding> found, Scope scope) {
        SortedMap<String, Fact> values = new TreeMap<>(finding.values());
        List<String> levels = found.stream().map(Finding::scope).filter(Scope.Level.class::isInstance)
                .map(level -> Integer.toString(((Scope.Level) level).index())).distinct().toList();
        if (!levels.isEmpty()) {
            values.put("levels", Fact.of(levels));
        }
        Severity heaviest = Stream.concat(Stream.of(finding), found.stream()).map(Finding::severity)
                .max(Comparator.naturalOrder()).orElse(finding.severity());
        return new Finding(finding.id(), scope, heaviest, values);
    }

    /** Amounts are added, except times, shares and limits, of which the larger stays; texts stay the first's. */
    private static Finding sum(Finding one, Finding other) {
        SortedMap<String, Fact> values = new TreeMap<>(one.values());
        other.values().forEach((name, fact) -> values.merge(name, fact, (mine, theirs) -> sum(name, mine, theirs)));
        Severity heavier = one.severity().compareTo(other.severity()) >= 0 ? one.severity() : other.severity();
        return new Finding(one.id(), one.scope(), heavier, values);
    }

    private static Fact sum(String name, Fact mine, Fact theirs) {
        if (mine instanceof Fact.Amount(double left) && theirs instanceof Fact.Amount(double right)) {
            boolean added = NOT_ADDED.stream().noneMatch(name::contains);
            return Fact.of(added ? left + right : Math.max(left, right));
        }
        if (mine instanceof Fact.Texts(List<String> left) && theirs instanceof Fact.Texts(List<String> right)) {
            return Fact.of(Stream.concat(left.stream(), right.stream()).distinct().toList());
        }
        return mine;
    }

    private static Verdict.Counts counts(Verdict whole, List<Verdict> levels) {
        return Stream.concat(Stream.of(whole), levels.stream()).map(Verdict::counts)
                .filter(word -> word != Verdict.Counts.NOT_CHECKED).max(Comparator.naturalOrder())
                .orElse(Verdict.Counts.NOT_CHECKED);
    }

    private static Verdict.Timings timings(Verdict whole, List<Verdict> levels) {
        return Stream.concat(Stream.of(whole), levels.stream()).map(Verdict::timings)
                .filter(word -> word != Verdict.Timings.NOT_CHECKED).max(Comparator.naturalOrder())
                .orElse(Verdict.Timings.NOT_CHECKED);
    }

    private static String index(Verdict level) {
        return level.scope() instanceof Scope.Level(int index) ? Integer.toString(index) : "?";
    }
}
