package io.llmloadtest.cli;

import io.llmloadtest.runner.RunEvent;
import io.llmloadtest.text.ConsoleBook;
import io.llmloadtest.text.Line;
import io.llmloadtest.verdict.slo.Conclusion;
import io.llmloadtest.verdict.slo.Rated;
import io.llmloadtest.verdict.slo.Search;
import io.llmloadtest.verdict.slo.SloRating;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;

/**
 * A step of a search in a line: {@code search: concurrency 8 met: ttft.p95 312 < 500; trying 16}.
 *
 * @param book the words
 */
record SearchLine(ConsoleBook book) {

    String of(RunEvent.Searched step) {
        String axis = step.plan().axis().key();
        String found = step.found().map(last -> book.say(Line.SEARCH_FOUND,
                Map.of("axis", axis, "setting", number(last.setting()), "outcome", outcome(last.rating())))).orElse("");
        return book.say(Line.SEARCH, Map.of("found", found, "next",
                step.next().map(next -> next(next, step.soFar(), found.isEmpty() ? axis : ""))
                        .orElseGet(() -> book.say(Line.SEARCH_DONE))));
    }

    private String outcome(SloRating rating) {
        return book.say(switch (rating.outcome()) {
            case MET -> Line.SEARCH_MET;
            case MISSED -> Line.SEARCH_MISSED;
            case CANNOT_TELL -> Line.SEARCH_CANNOT_TELL;
        }, Map.of("numbers", objective(rating.deciding()), "doubts", String.join(", ", rating.doubts())));
    }

    private String objective(Rated rated) {
        String subject = rated.objective().subject();
        if (rated.value().isEmpty()) {
            return book.say(Line.SEARCH_VALUE_UNKNOWN,
                    Map.of("subject", subject, "why", rated.unknown().map(Rated.Unknown::key).orElse("unknown")));
        }
        return book.say(switch (rated.outcome()) {
            case MET -> Line.SEARCH_VALUE_MET;
            case MISSED -> Line.SEARCH_VALUE_MISSED;
            case CANNOT_TELL -> Line.SEARCH_VALUE_CANNOT_TELL;
        }, Map.of("subject", subject, "sign", rated.atLeast() ? ">=" : "", "value",
                number(rated.value().getAsDouble()), "bound", rated.objective().bound()));
    }

    private String next(Search.Try next, Conclusion soFar, String axis) {
        return book.say(switch (next.reason()) {
            case FIRST -> Line.SEARCH_FIRST;
            case DOUBLED -> Line.SEARCH_DOUBLED;
            case HALVED -> Line.SEARCH_HALVED;
            case REPEATED -> Line.SEARCH_REPEATED;
        }, Map.of("axis", axis, "setting", number(next.setting()), "met", edge(soFar.met()), "missed",
                edge(soFar.notMet())));
    }

    private static String edge(Optional<Conclusion.Border> border) {
        return border.map(known -> number(known.setting())).orElse("?");
    }

    /** With as many digits as mean something. */
    private static String number(double value) {
        int digits = Math.max(4, (int) Math.ceil(Math.log10(Math.max(1, Math.abs(value)))));
        return new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros().toPlainString();
    }
}
