package io.llmloadtest.report;

import io.llmloadtest.compare.document.ComparisonDocument;
import io.llmloadtest.compare.document.ComparisonDocument.DifferenceView;
import io.llmloadtest.compare.document.ComparisonDocument.RunView;
import io.llmloadtest.compare.document.ComparisonDocument.SettingView;
import io.llmloadtest.compare.document.ComparisonDocument.SideView;
import io.llmloadtest.compare.likeness.Aspect;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Two sides held against each other as a person reads it in a terminal: drawn from the published document alone. */
public final class ComparisonReport {

    private static final int MOST_DIFFERENCES = 20;
    private static final int LONGEST_VALUE = 60;

    private final ComparisonDocument document;
    private final ConsolePage page;
    private final PhraseBook book;

    private ComparisonReport(ComparisonDocument document, ConsolePage page, PhraseBook book) {
        this.document = document;
        this.page = page;
        this.book = book;
    }

    /** The report: lines of at most {@code style.width()} columns, each ended by a newline. */
    public static String render(ComparisonDocument document, Style style, PhraseBook book) {
        ConsolePage page = new ConsolePage(style);
        new ComparisonReport(document, page, book).print();
        return page.toString();
    }

    private void print() {
        side(Label.BASELINE, document.baseline());
        side(Label.CANDIDATE, document.candidate());
        differences();
        for (SettingView setting : document.settings()) {
            new EffectTable(setting, heading(setting), page, book).print();
        }
        new ComparisonRemarks(document, page, book).print();
    }

    private void side(Label name, SideView side) {
        page.paragraph(book.label(name) + ": ", book.label(Label.COMPARED_RUNS, facts(side)));
    }

    private static Map<String, Fact> facts(SideView side) {
        RunView any = side.runs().getFirst();
        List<Instant> starts = side.runs().stream().map(RunView::startedAt).sorted(Comparator.naturalOrder())
                .map(start -> start.truncatedTo(ChronoUnit.SECONDS)).toList();
        Map<String, Fact> facts = new LinkedHashMap<>();
        facts.put("runs", Fact.of((double) side.runs().size()));
        facts.put("model", Fact.of(Columns.clean(fact(any, Aspect.MODEL, "model"))));
        String version = (fact(any, Aspect.SERVER_VERSION, "kind") + " " + fact(any, Aspect.SERVER_VERSION, "version"))
                .strip();
        if (!version.isEmpty()) {
            facts.put("server", Fact.of(Columns.clean(version)));
        }
        facts.put("first", Fact.of(starts.getFirst().toString()));
        if (!starts.getLast().equals(starts.getFirst())) {
            facts.put("last", Fact.of(starts.getLast().toString()));
        }
        String doubtful = side.runs().stream().map(RunView::standing).filter(standing -> !standing.equals("passed"))
                .distinct().collect(Collectors.joining(", "));
        if (!doubtful.isEmpty()) {
            facts.put("doubtful", Fact.of(doubtful));
        }
        return facts;
    }

    private static String fact(RunView run, Aspect aspect, String name) {
        return run.fingerprint().getOrDefault(aspect.key(), Map.of()).getOrDefault(name, "");
    }

    private void differences() {
        if (document.differences().isEmpty()) {
            return;
        }
        page.heading(book.label(Label.COMPARED_DIFFERENCES));
        document.differences().stream().limit(MOST_DIFFERENCES).forEach(this::difference);
        int more = document.differences().size() - MOST_DIFFERENCES;
        if (more > 0) {
            page.line("- ... +" + more);
        }
    }

    private void difference(DifferenceView difference) {
        Map<String, Fact> facts = new LinkedHashMap<>();
        facts.put("aspect", Fact.of(difference.aspect()));
        if (!difference.name().equals(difference.aspect())) {
            facts.put("name", Fact.of(Columns.clean(difference.name())));
        }
        facts.put("baseline", Fact.of(values(difference.baseline())));
        facts.put("candidate", Fact.of(values(difference.candidate())));
        String words = book.label(Label.COMPARED_DIFFERENCE, facts);
        page.paragraph(difference.mustMatch() ? "! " : "- ", difference.mustMatch()
                ? book.label(Label.COMPARED_UNLIKE, Map.of("difference", Fact.of(words)))
                : words);
    }

    private static String values(List<String> values) {
        return values.isEmpty()
                ? "?"
                : values.stream().map(value -> value.isBlank() ? "?" : Columns.cut(Columns.clean(value), LONGEST_VALUE))
                        .collect(Collectors.joining(", "));
    }

    private String heading(SettingView setting) {
        String name = setting.arrivals().isEmpty()
                ? book.label(Label.AT_CONCURRENCY,
                        Map.of("concurrency", Fact.of((double) setting.concurrency().orElse(0))))
                : setting.requestRate().isPresent()
                        ? book.label(Label.AT_RATE, Map.of("rate", Fact.of(setting.requestRate().getAsDouble())))
                        : book.label(Label.AT_ARRIVALS, Map.of("arrivals", Fact.of(setting.arrivals().get())));
        return Columns.clean(name);
    }
}
