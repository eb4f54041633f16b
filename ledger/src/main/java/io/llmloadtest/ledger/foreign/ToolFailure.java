package io.llmloadtest.ledger.foreign;

import io.llmloadtest.ledger.Outcome;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** How a request failed, from what a tool keeps of it: a status, a reason phrase, or the trace of an exception. */
final class ToolFailure {

    /** Reason phrases by which a client tells a status (RFC 9110 and its predecessors). */
    private static final Map<String, Integer> PHRASES = Map.ofEntries(Map.entry("bad request", 400),
            Map.entry("unauthorized", 401), Map.entry("forbidden", 403), Map.entry("not found", 404),
            Map.entry("request timeout", 408), Map.entry("content too large", 413),
            Map.entry("request entity too large", 413), Map.entry("unprocessable entity", 422),
            Map.entry("unprocessable content", 422), Map.entry("too many requests", 429),
            Map.entry("internal server error", 500), Map.entry("bad gateway", 502),
            Map.entry("service unavailable", 503), Map.entry("gateway timeout", 504));

    private ToolFailure() {
    }

    /**
     * The outcome.
     *
     * @param words what the tool kept; of a trace the last line counts
     * @param status the HTTP status, where it is known
     * @param begun whether something of the answer had come
     */
    static Outcome of(String words, OptionalInt status, boolean begun) {
        String line = lastLine(words);
        if (status.isPresent() && status.getAsInt() != 200) {
            return new Outcome.HttpError(status.getAsInt(), line);
        }
        Integer told = PHRASES.get(line.toLowerCase(Locale.ROOT));
        if (told != null) {
            return new Outcome.HttpError(told, line);
        }
        Outcome outcome = ExceptionWords.outcome(line, !begun, begun ? "next_token" : "first_token");
        return begun && outcome instanceof Outcome.ProtocolError ? new Outcome.StreamError("error", line) : outcome;
    }

    /** The HTTP status that an outcome tells; 200 when an answer had begun. */
    static OptionalInt status(Outcome outcome, boolean begun) {
        return outcome instanceof Outcome.HttpError(int status, String _)
                ? OptionalInt.of(status)
                : begun ? OptionalInt.of(200) : OptionalInt.empty();
    }

    /** The line that says what went wrong, at a length that can be shown. */
    static String lastLine(String words) {
        return ExceptionWords.cut(words.strip().lines().filter(text -> !text.isBlank())
                .reduce((_, later) -> later).orElse("").strip());
    }
}
