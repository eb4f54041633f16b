package io.llmloadtest.evidence.logs;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line that tells of single requests, as {@code --enable-log-requests} makes vLLM write: {@code Received request
 * chatcmpl-x: params: ...} once for each prompt, {@code Added request 0_chatcmpl-x-a6db98f5.} once for each choice, and
 * {@code Aborted request(s) chatcmpl-x-a6db98f5.} The eight digits are the engine's own since 0.14.0.
 *
 * @param kind what happened to them
 * @param ids their ids without what the API puts around them; those of chat requests may still bear the engine's digits
 * @param words the line's message without what stands behind the ids
 */
record RequestLine(Kind kind, List<String> ids, String words) {

    private static final int LONGEST_IDS = 4096;
    private static final Pattern PREFIX = Pattern.compile("^(?:(\\d{1,6})_)?(chatcmpl-|cmpl-|chat-)");
    private static final Pattern PROMPT = Pattern.compile("-(\\d{1,6})$");
    private static final Pattern PROMPT_IN_ENGINE = Pattern.compile("-(\\d{1,6})-[0-9a-f]{8}$");
    private static final Pattern ENGINE = Pattern.compile("-[0-9a-f]{8}$");

    /** What happened to a request. */
    enum Kind {
        RECEIVED("Received request ", ""), ADDED("Added request ", ""), ABORTED("Aborted request ",
                "Aborted request(s) ");

        private final String words;
        private final String otherWords;

        Kind(String words, String otherWords) {
            this.words = words;
            this.otherWords = otherWords;
        }

        private int end(String text, int at) {
            if (text.startsWith(words, at)) {
                return at + words.length();
            }
            return !otherWords.isEmpty() && text.startsWith(otherWords, at) ? at + otherWords.length() : -1;
        }
    }

    RequestLine {
        ids = List.copyOf(ids);
    }

    /** The request line whose message starts at {@code at}. */
    static Optional<RequestLine> at(String text, int at) {
        if (at >= text.length() || (text.charAt(at) != 'A' && text.charAt(at) != 'R')) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            int from = kind.end(text, at);
            int to = from < 0 ? -1 : idsEnd(text, from, kind);
            if (to > from) {
                List<String> ids = Stream.of(text.substring(from, to).split(",", -1))
                        .flatMap(id -> bare(id.strip(), kind).stream()).distinct().toList();
                return Optional.of(new RequestLine(kind, ids, text.substring(at, to + 1)));
            }
        }
        return Optional.empty();
    }

    /** The id without digits that the engine may have put behind it. */
    static String withoutEngineDigits(String id) {
        return ENGINE.matcher(id).replaceFirst("");
    }

    /** Where the ids end: a colon or, as the last of their word, a full stop stands there. */
    private static int idsEnd(String text, int from, Kind kind) {
        int end = kind == Kind.RECEIVED ? text.indexOf(": ", from) : text.indexOf(' ', from);
        if (end < 0) {
            end = text.length() - (kind == Kind.RECEIVED && text.endsWith(":") ? 1 : 0);
        }
        int stop = kind == Kind.RECEIVED ? end : text.lastIndexOf('.', end - 1);
        boolean isWhole = stop > from && stop < text.length() && stop - from <= LONGEST_IDS;
        return isWhole && (kind != Kind.RECEIVED || text.charAt(stop) == ':') ? stop : -1;
    }

    /** Empty for what a first choice or a first prompt of the same request tells as well. */
    private static Optional<String> bare(String whole, Kind kind) {
        Matcher prefix = PREFIX.matcher(whole);
        if (!prefix.find()) {
            return whole.isEmpty() ? Optional.empty() : Optional.of(whole);
        }
        boolean isFirst = kind == Kind.ABORTED || isFirst(prefix.group(1));
        String id = whole.substring(prefix.end());
        if (prefix.group(2).equals("cmpl-")) {
            Matcher inEngine = PROMPT_IN_ENGINE.matcher(id);
            Matcher prompt = kind != Kind.RECEIVED && inEngine.find() ? inEngine.reset() : PROMPT.matcher(id);
            if (prompt.find()) {
                isFirst &= kind == Kind.ABORTED || isFirst(prompt.group(1));
                id = id.substring(0, prompt.start());
            }
        }
        return isFirst ? Optional.of(id) : Optional.empty();
    }

    private static boolean isFirst(@Nullable String index) {
        return index == null || index.matches("0+");
    }
}
