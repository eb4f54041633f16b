package io.llmloadtest.report.html;

import io.llmloadtest.report.LevelNames;
import io.llmloadtest.report.Named;
import io.llmloadtest.report.Passages;
import io.llmloadtest.report.html.model.Piece;
import io.llmloadtest.report.html.model.Section;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.RunDocument.EnvironmentView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was tested, with which load, from where. */
final class TestedSection {

    private static final int MOST_LEVELS = 12;

    private final ResultDocument result;
    private final Optional<EnvironmentView> environment;
    private final PhraseBook book;

    TestedSection(ResultDocument result, Optional<EnvironmentView> environment, PhraseBook book) {
        this.result = result;
        this.environment = environment;
        this.book = book;
    }

    Optional<Section> section() {
        List<Piece> pieces = new ArrayList<>(Pieces.of(new Passages(result, book).facts()));
        List<Named> own = new ArrayList<>();
        own.add(new Named(book.label(Label.PAGE_ASKED), book.label(Label.PAGE_ASKED_FACTS, asked())));
        environment.ifPresent(where -> own
                .add(new Named(book.label(Label.PAGE_ENVIRONMENT),
                        book.label(Label.PAGE_ENVIRONMENT_FACTS, of(where)))));
        if (pieces.getFirst() instanceof Piece.Facts(List<Named> first)) {
            List<Named> all = new ArrayList<>(first);
            all.addAll(own);
            pieces.set(0, new Piece.Facts(all));
        } else {
            pieces.add(new Piece.Facts(own));
        }
        pieces.addAll(Pieces.of(new Passages(result, book).audit()));
        return Optional.of(new Section("tested", book.label(Label.PAGE_TESTED), pieces));
    }

    private Map<String, Fact> asked() {
        LevelNames names = new LevelNames(result, book);
        Map<String, Fact> values = new TreeMap<>();
        List<String> levels = result.results().stream().map(names::ofSetting).distinct().toList();
        values.put("levels", Facts.text(levels.stream().limit(MOST_LEVELS).collect(Collectors.joining(", "))
                + (levels.size() > MOST_LEVELS ? ", ..." : "")));
        number("num_prompts", "requests", values);
        number("duration_seconds", "seconds", values);
        text("input_len", "input", values);
        text("output_len", "output", values);
        text("endpoint", "endpoint", values);
        return values;
    }

    private void number(String key, String name, Map<String, Fact> values) {
        if (result.plan().get(key) instanceof Number number) {
            values.put(name, Fact.of(number.doubleValue()));
        }
    }

    private void text(String key, String name, Map<String, Fact> values) {
        switch (result.plan().get(key)) {
            case String text -> values.put(name, Facts.text(text));
            case Number number -> values.put(name, Fact.of(number.toString()));
            case null, default -> {
                // the plan does not say
            }
        }
    }

    private static Map<String, Fact> of(EnvironmentView where) {
        return Map.of("version", Facts.text(where.productVersion()), "java", Facts.text(where.javaVersion()), "os",
                Facts.text(where.os()), "cpus", Fact.of((double) where.cpus()), "heap",
                Fact.of(where.maxHeapBytes() / 1048576.0 / 1024));
    }
}
