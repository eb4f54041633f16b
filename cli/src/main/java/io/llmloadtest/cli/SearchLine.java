package io.llmloadtest.cli;

import io.llmloadtest.runner.RunEvent;
import io.llmloadtest.verdict.slo.Conclusion;
import io.llmloadtest.verdict.slo.Rated;
import io.llmloadtest.verdict.slo.Search;
import io.llmloadtest.verdict.slo.SloRating;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** A step of a search in a line: {@code search: concurrency 8 met: ttft.p95 312 < 500; trying 16}. */
final class SearchLine {

    private SearchLine() {
    }

    static String of(RunEvent.Searched step) {
        String axis = step.plan().axis().key();
        String found = step.found()
                .map(last -> axis + " " + number(last.setting()) + " " + outcome(last.rating()) + "; ")
                .orElse("");
        return "search: " + found + step.next().map(next -> next(next, step.soFar(), found.isEmpty() ? axis + " " : ""))
                .orElse("done");
    }

    private static String outcome(SloRating rating) {
        String numbers = objective(rating.deciding());
        return switch (rating.outcome()) {
            case MET -> "met: " + numbers;
            case MISSED -> "missed: " + numbers;
            case CANNOT_TELL -> "cannot be told: "
                    + (rating.doubts().isEmpty() ? numbers : numbers + ", but " + String.join(", ", rating.doubts()));
        };
    }

    private static String objective(Rated rated) {
        String subject = rated.objective().subject();
        if (rated.value().isEmpty()) {
            return subject + " " + rated.unknown().map(Rated.Unknown::key).orElse("unknown").replace('_', ' ');
        }
        return subject + (rated.atLeast() ? " >= " : " ") + number(rated.value().getAsDouble())
                + switch (rated.outcome()) {
                    case MET -> " ";
                    case MISSED -> ", not ";
                    case CANNOT_TELL -> ", not known to be ";
                } + rated.objective().bound();
    }

    private static String next(Search.Try next, Conclusion soFar, String axis) {
        return "trying " + axis + number(next.setting()) + switch (next.reason()) {
            case FIRST -> ", the least";
            case DOUBLED -> "";
            case HALVED -> ", between " + edge(soFar.met()) + " and " + edge(soFar.notMet());
            case REPEATED -> " again";
        };
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
