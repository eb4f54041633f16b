package io.llmloadtest.evidence.logs;

/**
 * Takes prompts and answers out of what is kept of a log. Text in quotes goes when it is long, or when the words before it
 * say that it is a prompt; lists of token ids go likewise. Eliding twice gives the same as once.
 */
final class Elision {

    static final String MARK = "\u2026";

    private static final int LONGEST_TEXT = 16_384;
    private static final int LONGEST_QUOTE = 400;
    private static final int HINT_REACH = 24;
    private static final String[] HINTS = {"prompt", "content", "text", "input", "messages", "output", "token_ids"};

    private Elision() {
    }

    /** The text without prompts, and without what lies beyond the first 16,384 characters. */
    static String elide(String whole) {
        String text = whole.length() > LONGEST_TEXT ? whole.substring(0, LONGEST_TEXT) : whole;
        StringBuilder kept = new StringBuilder(Math.min(text.length(), 512));
        int at = 0;
        while (at < text.length()) {
            char next = text.charAt(at);
            boolean opens = (isQuote(next) || isBracket(next)) && (at == 0 || !isWordPart(text.charAt(at - 1)));
            boolean hinted = opens && isHinted(text, at);
            if (!hinted && (!opens || isBracket(next))) {
                kept.append(next);
                at++;
                continue;
            }
            int close = isQuote(next) ? closingQuote(text, at) : closingBracket(text, at);
            if (close < 0 && hinted) {
                return kept.append(next).append(MARK).toString();
            }
            boolean goes = hinted || close - at > LONGEST_QUOTE;
            kept.append(next);
            if (goes) {
                kept.append(MARK).append(text.charAt(close));
            }
            at = goes ? close + 1 : at + 1;
        }
        return kept.toString();
    }

    private static boolean isBracket(char next) {
        return next == '[' || next == '{';
    }

    /** Where a bracket that opens at {@code at} closes, quoted brackets left aside; -1 when it does not. */
    private static int closingBracket(String text, int at) {
        int depth = 0;
        for (int place = at; place < text.length(); place++) {
            char next = text.charAt(place);
            if (isBracket(next)) {
                depth++;
            } else if (next == ']' || next == '}') {
                depth--;
                if (depth == 0) {
                    return place;
                }
            } else if (isQuote(next) && !isWordPart(text.charAt(place - 1))) {
                int close = closingQuote(text, place);
                place = close < 0 ? text.length() : close;
            }
        }
        return -1;
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
