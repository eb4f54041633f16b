package io.llmloadtest.evidence.logs;

/** What two messages have in common when only their numbers, ids or quoted parts differ. */
final class MessageKey {

    private static final int SHORTEST_ID = 8;

    private MessageKey() {
    }

    static String of(String message) {
        StringBuilder key = new StringBuilder(message.length());
        int at = 0;
        while (at < message.length()) {
            char next = message.charAt(at);
            if (Elision.isWordPart(next)) {
                int end = wordEnd(message, at);
                appendWord(key, message, at, end);
                at = end;
            } else if (Elision.isQuote(next) && (at == 0 || !Elision.isWordPart(message.charAt(at - 1)))
                    && Elision.closingQuote(message, at) > 0) {
                key.append(next).append(next);
                at = Elision.closingQuote(message, at) + 1;
            } else {
                key.append(next);
                at++;
            }
        }
        return key.toString();
    }

    private static int wordEnd(String text, int from) {
        int at = from;
        while (at < text.length() && Elision.isWordPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Words without a digit stay; long ones with a digit are ids; of short ones, such as {@code v1}, the digits go. */
    private static void appendWord(StringBuilder key, String text, int from, int to) {
        boolean inDigits = false;
        boolean anyDigit = false;
        int start = key.length();
        for (int at = from; at < to; at++) {
            boolean isDigit = Character.isDigit(text.charAt(at));
            anyDigit |= isDigit;
            if (!isDigit) {
                key.append(text.charAt(at));
            } else if (!inDigits) {
                key.append('#');
            }
            inDigits = isDigit;
        }
        if (anyDigit && to - from >= SHORTEST_ID) {
            key.setLength(start);
            key.append('#');
        }
    }
}
