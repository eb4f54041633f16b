package io.llmloadtest.report.export;

import io.llmloadtest.report.RowText;
import io.llmloadtest.store.ComparisonView;
import io.llmloadtest.store.FindingView;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.ValidationView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Overall;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What exports say in sentences; each a single line of bounded length.
 *
 * @param book the language
 */
record Words(PhraseBook book) {

    private static final int LONGEST = 600;
    private static final int MOST_MESSAGES = 5;

    static boolean isWarning(FindingView finding) {
        return finding.severity().equals("warning");
    }

    static List<FindingView> warnings(ValidationView validation) {
        return validation.findings().stream().filter(Words::isWarning).toList();
    }

    /** Verdict and number of checks: {@code PASSED (11 of 11 checks made)}. */
    String headline(ValidationView validation) {
        Overall overall = Arrays.stream(Overall.values()).filter(known -> known.name().equals(validation.overall()))
                .findFirst().orElse(Overall.UNVERIFIED);
        return line(book.headline(overall, validation.checksMade(), validation.checksPossible()));
    }

    String sentence(FindingView finding) {
        return line(finding.toFinding().map(book::sentence).orElse(finding.message()));
    }

    String advice(FindingView finding) {
        return line(finding.toFinding().map(book::advice).orElse(finding.advice()));
    }

    /** Why a row came out as it did; empty when nothing needs saying. */
    Optional<String> reason(ComparisonView row) {
        return row.reasonDetail().flatMap(detail -> book.reason(detail.toReason())).or(row::reason).map(Words::line);
    }

    /** The row's numbers: {@code Client 976, Server 1,007, Diff -3.1%}. */
    String numbers(ComparisonView row) {
        RowText numbers = new RowText(row, book);
        return line(book.label(Label.CLIENT) + " " + numbers.client() + ", " + book.label(Label.SERVER) + " "
                + numbers.server() + ", " + book.label(Label.DIFFERENCE) + " " + numbers.difference());
    }

    /** How many requests failed, and how: {@code Failed 24, Sent 800: timeout 21, http_status 3}. */
    String failed(LevelView level) {
        return line(book.label(Label.FAILED) + " " + book.numbers().count(level.failedRequests()) + ", "
                + book.label(Label.SENT) + " " + book.numbers().count(level.totalRequests())
                + level.errors().entrySet().stream().filter(kind -> kind.getValue() > 0)
                        .map(kind -> kind.getKey() + " " + book.numbers().count(kind.getValue()))
                        .collect(Collectors.joining(", ", ": ", "")));
    }

    /** What failed requests were told, the most frequent first: {@code 21 x timed out waiting for first token}. */
    List<String> messages(Stream<LevelView> levels) {
        Map<String, Long> messages = levels.flatMap(level -> level.errorMessages().stream())
                .collect(Collectors.groupingBy(LevelView.MessageView::message,
                        Collectors.summingLong(LevelView.MessageView::count)));
        return messages.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_MESSAGES)
                .map(said -> line(book.numbers().count(said.getValue()) + " x " + said.getKey())).toList();
    }

    /** The target in one line: {@code http://localhost:8000, Qwen/Qwen3-8B, vllm 0.32.0}. */
    static List<String> target(ResultDocument document) {
        return Stream.of(Optional.of(document.target().serverUrl()), Optional.of(document.target().model()),
                document.target().serverKind()
                        .map(kind -> kind + document.target().serverVersion().map(version -> " " + version).orElse("")))
                .flatMap(Optional::stream).map(Words::line).toList();
    }

    static String line(String text) {
        return SafeText.line(text, LONGEST);
    }
}
