package io.llmloadtest.ledger.foreign;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the HTTP status in the words of a client's exception, such as {@code Server error '500 Internal ...' for url}. */
final class HttpStatusIn {

    private static final Pattern STATUS = Pattern.compile(
            "(?i)(?:http|status|error)[^0-9\\n]{0,20}\\b([45]\\d\\d)\\b");

    private HttpStatusIn() {
    }

    static OptionalInt of(String words) {
        Matcher found = STATUS.matcher(words.length() > 2000 ? words.substring(0, 2000) : words);
        return found.find() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
    }
}
