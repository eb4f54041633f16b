package io.llmloadtest.report;

import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.ValidationView;
import io.llmloadtest.store.ValidationView.DockerLogView;
import io.llmloadtest.store.ValidationView.PrometheusView;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import io.llmloadtest.verdict.Fact;
import io.llmloadtest.verdict.Overall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the cross-examination gave: what was found and what to do, what could not be checked and why, a table for each
 * level when there are several, one for the run, and the verdict last, where the eye rests.
 */
final class ValidationSection {

    private final ResultDocument result;
    private final ConsolePage page;
    private final PhraseBook book;
    private final LevelNames names;

    ValidationSection(ResultDocument result, ConsolePage page, PhraseBook book) {
        this.result = result;
        this.page = page;
        this.book = book;
        names = new LevelNames(result, book);
    }

    void print(ValidationView run) {
        new Remarks(result, page, book).print(run);
        page.blank();
        if (names.areSeveral()) {
            result.results().stream().filter(names::isToldInFull)
                    .forEach(level -> level.validation().ifPresent(validation -> box(level, validation)));
        }
        ValidationTable table = new ValidationTable(page, book);
        table.print(run, names.areSeveral() ? " (" + book.label(Label.WHOLE_RUN) + ")" : "");
        table.additionalInfo(run);
        page.doubleRule();
        overall(run);
        page.line(book.headline(Overall.valueOf(run.overall()), run.checksMade(), run.checksPossible()));
        if (!run.beyondAccepted().equals(run.overall())) {
            page.line(book.label(Label.BEYOND_ACCEPTED, Map.of("overall", Fact.of(run.beyondAccepted()))));
        }
        threeLines(run);
    }

    private void box(LevelView level, ValidationView validation) {
        new ValidationTable(page, book).print(validation, " (" + names.of(level) + ")");
        page.rule();
        overall(validation);
        page.line(book.headline(Overall.valueOf(validation.overall()), validation.checksMade(),
                validation.checksPossible()));
        page.blank();
    }

    private void overall(ValidationView validation) {
        List<String> sources = new ArrayList<>();
        validation.prometheusValidation().ifPresent(metrics -> sources
                .add(book.label(Label.PROMETHEUS) + " " + page.style().mark(passed(metrics))));
        validation.dockerLogValidation().ifPresent(
                log -> sources.add(book.label(ValidationTable.isOfDocker(log) ? Label.DOCKER_LOG : Label.LOG) + " "
                        + page.style().mark(passed(log))));
        Overall overall = Overall.valueOf(validation.overall());
        String line = book.label(Label.OVERALL) + ": " + ink(overall).on(overall.name(), page.style())
                + (sources.isEmpty() ? "" : " (" + String.join(", ", sources) + ")");
        page.line(line);
    }

    private static Optional<Boolean> passed(PrometheusView metrics) {
        return metrics.passed();
    }

    /** A log that holds errors gets no tick, although its rows agree. */
    private static Optional<Boolean> passed(DockerLogView log) {
        return log.hasErrors().filter(has -> has).isPresent() ? Optional.of(false) : log.passed();
    }

    private static Ink ink(Overall overall) {
        return switch (overall) {
            case PASSED -> Ink.GREEN;
            case WARNING -> Ink.YELLOW;
            case UNVERIFIED -> Ink.BOLD;
        };
    }

    private void threeLines(ValidationView run) {
        List<Named> lines = VerdictLines.of(run, book);
        int width = lines.stream().mapToInt(line -> Columns.width(line.name())).max().orElse(0) + 2;
        lines.forEach(line -> page.paragraph(Columns.left(line.name() + ":", width), line.text()));
    }
}
