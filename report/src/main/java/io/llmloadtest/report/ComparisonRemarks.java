package io.llmloadtest.report;

import io.llmloadtest.compare.document.ComparisonDocument;
import io.llmloadtest.compare.document.ComparisonDocument.EffectView;
import io.llmloadtest.compare.effects.Basis;
import io.llmloadtest.compare.effects.Doubt;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What stands below the tables: why something cannot be told, how the numbers were made, and the decision. */
final class ComparisonRemarks {

    private final ComparisonDocument document;
    private final Page page;
    private final PhraseBook book;
    private final List<EffectView> effects;

    ComparisonRemarks(ComparisonDocument document, Page page, PhraseBook book) {
        this.document = document;
        this.page = page;
        this.book = book;
        effects = document.settings().stream().flatMap(setting -> setting.effects().stream()).toList();
    }

    void print() {
        page.blank();
        for (Doubt doubt : Doubt.values()) {
            doubt(doubt);
        }
        for (Basis basis : Basis.values()) {
            if (effects.stream().anyMatch(effect -> effect.basis().filter(basis.key()::equals).isPresent())) {
                page.paragraph("- ", book.label(label(basis), document.method().statedSpread().isPresent()
                        ? Map.of("spread", Fact.of(document.method().statedSpread().getAsDouble()))
                        : Map.of()));
            }
        }
        if (document.method().tests() > 0) {
            page.paragraph("- ", book.label(Label.COMPARED_METHOD,
                    Map.of("tests", Fact.of((double) document.method().tests()))));
        }
        page.blank();
        decision();
    }

    private void doubt(Doubt doubt) {
        List<EffectView> doubted = effects.stream()
                .filter(effect -> effect.doubt().filter(doubt.key()::equals).isPresent()).toList();
        if (doubted.isEmpty()) {
            return;
        }
        List<String> names = doubt == Doubt.TOO_WIDE ? withRuns(doubted) : names(doubted);
        page.paragraph("? ", book.label(label(doubt), Map.of("metrics", Fact.of(names))));
    }

    private void decision() {
        switch (document.decision()) {
            case "regression" -> page.paragraph("! ", book.label(Label.COMPARED_REGRESSION,
                    Map.of("metrics", Fact.of(names(of("worse"))))));
            case "no_regression" ->
                page.paragraph(page.style().mark(Optional.of(true)) + " ",
                        book.label(Label.COMPARED_NO_REGRESSION));
            default -> page.paragraph("? ", effects.isEmpty()
                    ? book.label(Label.COMPARED_NOTHING)
                    : book.label(Label.COMPARED_UNKNOWN, Map.of("metrics", Fact.of(names(of("cannot_tell"))))));
        }
    }

    private List<EffectView> of(String outcome) {
        return effects.stream().filter(effect -> effect.outcome().equals(outcome)).toList();
    }

    /** Each once, whatever the setting. */
    private static List<String> names(List<EffectView> effects) {
        return effects.stream().map(EffectView::metric).distinct().toList();
    }

    /** Each with the runs that would tell, the most over its settings; without where that is not known. */
    private List<String> withRuns(List<EffectView> doubted) {
        Map<String, OptionalInt> runs = new LinkedHashMap<>();
        doubted.forEach(effect -> runs.merge(effect.metric(), effect.runsNeeded(),
                (one, other) -> one.isEmpty() || other.isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(Math.max(one.getAsInt(), other.getAsInt()))));
        return runs.entrySet().stream().map(entry -> entry.getKey() + (entry.getValue().isPresent()
                ? " (" + book.numbers().count((long) entry.getValue().getAsInt()) + ")"
                : "")).toList();
    }

    private static Label label(Doubt doubt) {
        return switch (doubt) {
            case SPREAD_UNKNOWN -> Label.COMPARED_SPREAD_UNKNOWN;
            case NOT_MEASURED -> Label.COMPARED_NOT_MEASURED;
            case TOO_WIDE -> Label.COMPARED_TOO_WIDE;
            case MANY_MEASURES -> Label.COMPARED_MANY_MEASURES;
            case REPEATS_ONLY -> Label.COMPARED_REPEATS_ONLY;
        };
    }

    private static Label label(Basis basis) {
        return switch (basis) {
            case ROUNDS -> Label.COMPARED_BASIS_ROUNDS;
            case RUNS -> Label.COMPARED_BASIS_RUNS;
            case BASELINE_RUNS -> Label.COMPARED_BASIS_BASELINE_RUNS;
            case STATED -> Label.COMPARED_BASIS_STATED;
            case REPEATS -> Label.COMPARED_BASIS_REPEATS;
        };
    }
}
