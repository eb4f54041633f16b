package io.llmloadtest.report.export;

import io.llmloadtest.report.LevelNames;
import io.llmloadtest.report.SearchWords;
import io.llmloadtest.report.SloWords;
import io.llmloadtest.store.ComparisonView;
import io.llmloadtest.store.FindingView;
import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.SearchView;
import io.llmloadtest.store.SloView;
import io.llmloadtest.store.SloView.ObjectiveView;
import io.llmloadtest.store.ValidationView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A result as test cases: a suite for each level, and one for the run. Names are English and stay the same from run to run, so
 * that a CI system can follow a case; messages are in the language asked for. What is not known is never passed.
 */
final class JUnitSuites {

    /** Columns of the table of levels that would make the properties too long to read. */
    private static final Pattern LEFT_OUT = Pattern
            .compile("check_.*|run_.*|.*_(min|max|std|p90|p99_9|count|checked|percentiles_within)");
    private static final String RUN = "whole run";
    private static final String LOAD = "load";
    private static final String VERDICT = "verdict";

    private final ResultDocument document;
    private final PhraseBook book;
    private final ExportInput.Strictness strictness;
    private final Words words;
    private final SloWords slo;
    private final LevelNames names;
    private final Set<Object> accepted;

    JUnitSuites(ExportInput input) {
        document = input.document();
        book = input.book();
        strictness = input.strictness();
        words = new Words(book);
        slo = new SloWords(book, "≥");
        names = new LevelNames(document, PhraseBook.of(Locale.ENGLISH));
        accepted = accepted(document);
    }

    List<JUnitSuite> all() {
        List<JUnitSuite> suites = new ArrayList<>();
        document.results().forEach(level -> suites.add(suite(level)));
        suites.add(run());
        return suites;
    }

    private JUnitSuite suite(LevelView level) {
        List<JUnitCase> cases = new ArrayList<>();
        cases.add(requests(level));
        level.slo().ifPresent(view -> view.objectives().forEach(objective -> cases.add(objective(view, objective))));
        level.validation().ifPresent(validation -> judged(cases, validation));
        cases.add(verdict(level.validation()));
        String name = Words.line(name(level));
        return new JUnitSuite(name, key(name), level.durationSeconds(), properties(level), cases);
    }

    private JUnitSuite run() {
        List<JUnitCase> cases = new ArrayList<>();
        cases.add(document.status().equals("interrupted")
                ? JUnitCase.failed(LOAD, "run ended by itself", book.label(Label.INTERRUPTED), "")
                : JUnitCase.passed(LOAD, "run ended by itself"));
        document.search().ifPresent(search -> cases.add(found(search)));
        document.validation().ifPresent(validation -> judged(cases, validation));
        cases.add(verdict(document.validation()));
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("run_id", document.runId());
        properties.put("target", String.join(", ", Words.target(document)));
        return new JUnitSuite(RUN, key(RUN), document.durationSeconds(), properties, cases);
    }

    /** Two levels that ran the same are told apart by their place in the run. */
    private String name(LevelView level) {
        String name = names.of(level);
        return document.results().stream().filter(other -> names.of(other).equals(name)).count() > 1
                ? name + ", level " + level.level()
                : name;
    }

    private JUnitCase requests(LevelView level) {
        String name = "requests succeed";
        boolean few = level.failedRequests() <= strictness.maxErrorRate() * level.totalRequests();
        return few && level.successfulRequests() > 0
                ? JUnitCase.passed(LOAD, name)
                : JUnitCase.failed(LOAD, name, words.failed(level),
                        String.join("\n", words.messages(List.of(level).stream())));
    }

    /** A level that a search tried and that missed is no failure: the search goes on from it. */
    private JUnitCase objective(SloView level, ObjectiveView objective) {
        String name = Words.line(objective.objective());
        String text = Words.line(slo.objective(objective));
        boolean searched = document.search().isPresent();
        if (level.outcome().equals("missed") && objective.outcome().equals("missed") && !searched) {
            return JUnitCase.failed("slo", name, text, "");
        }
        if (objective.outcome().equals("met") && !level.outcome().equals("cannot_tell")) {
            return JUnitCase.passed("slo", name);
        }
        String why = slo.doubts(level).map(doubts -> text + "; " + Words.line(doubts)).orElse(text);
        return JUnitCase.unknown("slo", name, why, strictness.slo() && !searched);
    }

    private JUnitCase found(SearchView search) {
        String name = "search finds a level that meets the SLO";
        if (search.met().isPresent()) {
            return JUnitCase.passed("slo", name);
        }
        String why = Words.line(String.join(" ", new SearchWords(document, search, book).conclusion()));
        return search.end().equals("none_met")
                ? JUnitCase.failed("slo", name, why, "")
                : JUnitCase.unknown("slo", name, why, strictness.slo());
    }

    private void judged(List<JUnitCase> cases, ValidationView validation) {
        validation.comparisons().forEach(row -> cases.add(row(row)));
        Words.warnings(validation).forEach(finding -> cases.add(finding(finding)));
    }

    private JUnitCase row(ComparisonView row) {
        String group = Words.line(row.source());
        String name = Words.line(row.metricName());
        String reason = words.reason(row).orElse("");
        return switch (row.status()) {
            case "PASS" -> JUnitCase.passed(group, name);
            case "WARN" -> isAccepted(row)
                    ? JUnitCase.unknown(group, name, words.numbers(row) + "; " + reason, false)
                    : JUnitCase.failed(group, name, words.numbers(row), reason);
            default -> JUnitCase.unknown(group, name, reason.isEmpty() ? book.label(Label.NOT_CHECKED) : reason,
                    false);
        };
    }

    private JUnitCase finding(FindingView finding) {
        String name = Words.line(finding.id());
        return accepted.contains(finding.id())
                ? JUnitCase.unknown("finding", name, words.sentence(finding), false)
                : JUnitCase.failed("finding", name, words.sentence(finding), words.advice(finding));
    }

    /** Whether nothing but findings that {@code --accept} names explains the row. */
    private boolean isAccepted(ComparisonView row) {
        return row.reasonDetail().filter(why -> why.kind().equals("explained") && accepted.containsAll(why.findings()))
                .isPresent();
    }

    private static Set<Object> accepted(ResultDocument document) {
        return document.plan().get("tolerances") instanceof Map<?, ?> tolerances
                && tolerances.get("accepted") instanceof Collection<?> findings ? Set.copyOf(findings) : Set.of();
    }

    private JUnitCase verdict(Optional<ValidationView> validation) {
        if (validation.isEmpty()) {
            return JUnitCase.unknown(VERDICT, VERDICT, book.label(Label.SKIPPED_VALIDATION), strictness.unverified());
        }
        String headline = words.headline(validation.get());
        if (validation.get().overall().equals("PASSED")) {
            return JUnitCase.passed(VERDICT, VERDICT);
        }
        return switch (validation.get().beyondAccepted()) {
            case "PASSED" -> JUnitCase.unknown(VERDICT, VERDICT, headline, false);
            case "WARNING" -> JUnitCase.failed(VERDICT, VERDICT, headline, "");
            default -> JUnitCase.unknown(VERDICT, VERDICT, headline, strictness.unverified());
        };
    }

    private Map<String, String> properties(LevelView level) {
        Map<String, String> properties = new LinkedHashMap<>();
        LevelColumn.ALL.stream().filter(column -> !LEFT_OUT.matcher(column.name()).matches())
                .forEach(column -> column.value().of(document, level)
                        .map(value -> Words.line(value.toString())).filter(value -> !value.isEmpty())
                        .ifPresent(value -> properties.put(column.name(), value)));
        return properties;
    }

    private static String key(String name) {
        return name.replace('.', '_').replace(' ', '-');
    }
}
