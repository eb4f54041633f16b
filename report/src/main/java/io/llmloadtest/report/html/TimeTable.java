package io.llmloadtest.report.html;

import io.llmloadtest.report.html.model.Cell;
import io.llmloadtest.report.html.model.Column;
import io.llmloadtest.report.html.model.Piece;
import io.llmloadtest.store.chronicle.Chronicle;
import io.llmloadtest.store.chronicle.Chronicle.Activity;
import io.llmloadtest.store.chronicle.Chronicle.Failure;
import io.llmloadtest.store.chronicle.Chronicle.Moment;
import io.llmloadtest.text.Label;
import io.llmloadtest.text.PhraseBook;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** The time axis as numbers: a row for each stretch; a dash for what is not known. */
final class TimeTable {

    private final Chronicle chronicle;
    private final PhraseBook book;

    TimeTable(Chronicle chronicle, PhraseBook book) {
        this.chronicle = chronicle;
        this.book = book;
    }

    Piece piece() {
        return new Piece.Table(book.label(Label.PAGE_TIME),
                List.of(Column.text(book.label(Label.PAGE_FROM)), Column.number(book.label(Label.PAGE_FLIGHT_CLIENT)),
                        Column.number(book.label(Label.PAGE_RUNNING)), Column.number(book.label(Label.PAGE_WAITING)),
                        Column.number(book.label(Label.PAGE_TOKENS_CLIENT)),
                        Column.number(book.label(Label.PAGE_TOKENS_SERVER)),
                        Column.number(book.label(Label.PAGE_KV)), Column.number(book.label(Label.PAGE_MEDIAN_TTFT)),
                        Column.number(book.label(Label.PAGE_LONGEST_TTFT)), Column.number(book.label(Label.FAILED))),
                chronicle.client().stream().map(this::row).toList());
    }

    private List<Cell> row(Activity stretch) {
        List<Moment> moments = chronicle.server().stream()
                .filter(moment -> moment.at() >= stretch.from() && moment.at() < stretch.to()).toList();
        long failed = chronicle.failures().stream()
                .filter(failure -> failure.at() >= stretch.from() && failure.at() < stretch.to())
                .mapToLong(Failure::requests).sum();
        DoubleFunction<String> amount = book.numbers()::rate;
        DoubleFunction<String> millis = book.numbers()::millis;
        return List.of(Cell.of(AxisWords.moment(stretch.from(), stretch.to() - stretch.from())),
                Cell.of(amount.apply(stretch.mean())), mean(moments, Moment::running, amount),
                mean(moments, Moment::waiting, amount), Cell.of(amount.apply(stretch.tokensPerSecond())),
                mean(moments, Moment::tokensPerSecond, amount), mean(moments, Moment::kvPercent, amount),
                cell(stretch.medianTtftMs(), millis), cell(stretch.longestTtftMs(), millis),
                Cell.of(book.numbers().count(failed)));
    }

    private static Cell mean(List<Moment> moments, Function<Moment, OptionalDouble> what,
            DoubleFunction<String> form) {
        return cell(moments.stream().map(what).flatMapToDouble(OptionalDouble::stream).average(), form);
    }

    private static Cell cell(OptionalDouble value, DoubleFunction<String> form) {
        return Cell.of(value.isPresent() ? form.apply(value.getAsDouble()) : "-");
    }
}
