package io.llmloadtest.report;

import io.llmloadtest.store.ComparisonView;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.ValidationView;
import io.llmloadtest.text.PhraseBook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why rows came out as they did. Rows of the run and of the levels that share a reason are named together, and a level's
 * reason is left out where the run has the same for that row.
 *
 * @param rows their names
 * @param reason the reason, cleaned of what could steer a terminal
 */
public record ReasonText(String rows, String reason) {

    /** Of those that could not be compared. */
    public static List<ReasonText> notCompared(ResultDocument result, ValidationView run, PhraseBook book) {
        return of(result, run, book, row -> row.status().equals("SKIP"));
    }

    /** Of the others, where there is something to know. */
    public static List<ReasonText> compared(ResultDocument result, ValidationView run, PhraseBook book) {
        return of(result, run, book, row -> !row.status().equals("SKIP"));
    }

    /** Why a row came out as it did; empty when nothing needs saying. */
    public static Optional<String> of(ComparisonView row, PhraseBook book) {
        return row.reasonDetail().flatMap(detail -> book.reason(detail.toReason())).or(row::reason)
                .map(Columns::clean);
    }

    private static List<ReasonText> of(ResultDocument result, ValidationView run, PhraseBook book,
            Predicate<ComparisonView> which) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        Set<List<Object>> ofRun = run.comparisons().stream().filter(which).map(ReasonText::kind)
                .collect(Collectors.toSet());
        Stream.concat(run.comparisons().stream(), ofLevels(result).filter(row -> !ofRun.contains(kind(row))))
                .filter(which)
                .forEach(row -> of(row, book).ifPresent(reason -> byReason.merge(reason, List.of(row.metricName()),
                        (left, right) -> Stream.concat(left.stream(), right.stream()).distinct().toList())));
        return byReason.entrySet().stream()
                .map(entry -> new ReasonText(String.join(", ", entry.getValue()), entry.getKey())).toList();
    }

    /** A level that has the run's reason for a row says nothing more, though its numbers are others. */
    private static List<Object> kind(ComparisonView row) {
        return row.reasonDetail()
                .map(detail -> List.<Object>of(row.metricName(), detail.kind(), detail.code(), detail.findings()))
                .orElseGet(() -> List.of(row.metricName(), row.reason()));
    }

    private static Stream<ComparisonView> ofLevels(ResultDocument result) {
        return result.results().stream().map(LevelView::validation).flatMap(Optional::stream)
                .flatMap(validation -> validation.comparisons().stream());
    }
}
