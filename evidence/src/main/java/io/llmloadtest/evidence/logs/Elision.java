package io.llmloadtest.evidence.logs;

/**
 * Takes prompts and answers out of what is kept of a log. Text in quotes goes when it is long, or when the words before it
 * say that it is a prompt; lists of token ids go likewise. Eliding twice gives the same as once.
 */
final class Elision {

    static final String MARK = "\u2026";

    private static final int LONGEST_QUOTE = 400;
    private static final int HINT_REACH = 24;
    private static final String[] HINTS = {"prompt", "content", "text", "input", "messages", "output", "token_ids"};

    private Elision() {
    }

    static String elide(String text) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), 512));
        int at = 0;
        while (at < text.length()) {
            char next = text.charAt(at);
            boolean opens = (isQuote(next) || next == '[' || next == '{')
                    && (at == 0 || !isWordPart(text.charAt(at - 1)));
            if (!opens) {
                kept.append(next);
                at++;
                continue;
            }
            boolean hinted = isHinted(text, at);
            int close = isQuote(next)
                    ? closingQuote(text, at)
                    : hinted ? text.indexOf(next == '[' ? ']' : '}', at) : at;
            boolean goes = hinted || (isQuote(next) && close - at > LONGEST_QUOTE);
            if (close < 0 && hinted) {
                return kept.append(next).append(MARK).toString();
            }
            if (close > at && goes) {
                kept.append(next).append(MARK).append(text.charAt(close));
                at = close + 1;
            } else {
                kept.append(next);
                at++;
            }
        }
        return kept.toString();
    }

    static boolean isQuote(char next) {
        return next == '\'' || next == '"' || next == '`';
    }

    static boolean isWordPart(char next) {
        return (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || (next >= '0' && next <= '9');
    }

    /** Where a quote that opens at {@code at} closes; -1 when it does not. */
    static int closingQuote(String text, int at) {
        char quote = text.charAt(at);
        for (int place = at + 1; place < text.length(); place++) {
            char next = text.charAt(place);
            if (next == '\\') {
                place++;
            } else if (next == quote) {
                return place;
            }
        }
        return -1;
    }

    /** Whether a prompt-like key stands right before: {@code prompt: '}, {@code prompt_token_ids=[}. */
    private static boolean isHinted(String text, int at) {
        int end = at;
        while (end > 0 && !isWordPart(text.charAt(end - 1)) && at - end < 5) {
            end--;
        }
        if (end == at || !hasSign(text, end, at)) {
            return false;
        }
        int start = end;
        while (start > 0 && end - start < HINT_REACH
                && (isWordPart(text.charAt(start - 1)) || text.charAt(start - 1) == '_')) {
            start--;
        }
        String word = text.substring(start, end);
        for (String hint : HINTS) {
            if (word.contains(hint)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasSign(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text.charAt(at) == ':' || text.charAt(at) == '=') {
                return true;
            }
        }
        return false;
    }
}
