package io.llmloadtest.runner.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Takes secrets out of a command line: keys, passwords, tokens, headers, and user information in URLs. */
final class Redaction {

    private static final String HIDDEN = "***";

    /** Names of which the value is a secret. A tokenizer and a number of tokens are none. */
    private static final String NAMES = "(?:[a-z0-9_.-]*[_.-])?(?:api[_-]?key|key|secret|password|passwd|credentials?"
            + "|authorization|auth|token|bearer)";
    private static final Pattern NAME = Pattern.compile("(?i)-*" + NAMES);
    private static final Pattern HEADER = Pattern.compile("(?i)(?:--?h|--[a-z-]*headers?)");
    private static final Pattern PAIR = Pattern.compile("(?i)(?<![a-z0-9_.-])(-*" + NAMES + ")=([^,;\\s]+)");
    private static final Pattern QUOTED = Pattern
            .compile("(?i)([\"']" + NAMES + "[\"']\\s*:\\s*)(?:\"[^\"]*\"|'[^']*')");
    private static final Pattern SPOKEN = Pattern.compile("(?i)\\b(authorization\\s*[:=]\\s*|bearer\\s+)\\S.*");
    private static final Pattern USER = Pattern.compile("(?<=://)[^/@\\s]+@");
    private static final Pattern KEY_FORM = Pattern.compile("\\b(?:sk|hf|nvapi)[-_][A-Za-z0-9_-]{8,}");

    private Redaction() {
    }

    static List<String> of(List<String> words) {
        List<String> shown = new ArrayList<>();
        boolean hideNext = false;
        for (String word : words) {
            shown.add(hideNext && !isOption(word) ? HIDDEN : hide(word));
            hideNext = hidesNext(word, hideNext);
        }
        return shown;
    }

    /** After a header's option every word up to the next option is a header: vLLM takes several. */
    private static boolean hidesNext(String word, boolean hidden) {
        if (!isOption(word)) {
            return hidden || word.equalsIgnoreCase("bearer");
        }
        String name = word.toLowerCase(Locale.ROOT);
        return !word.contains("=") && (NAME.matcher(name).matches() || HEADER.matcher(name).matches());
    }

    private static boolean isOption(String word) {
        return word.startsWith("-");
    }

    private static String hide(String word) {
        int equals = word.indexOf('=');
        if (isOption(word) && equals > 0 && HEADER.matcher(word.substring(0, equals)).matches()) {
            return word.substring(0, equals + 1) + HIDDEN;
        }
        String shown = PAIR.matcher(word).replaceAll("$1=" + HIDDEN);
        shown = QUOTED.matcher(shown).replaceAll("$1\"" + HIDDEN + "\"");
        shown = SPOKEN.matcher(shown).replaceAll("$1" + HIDDEN);
        shown = USER.matcher(shown).replaceAll(HIDDEN + "@");
        return KEY_FORM.matcher(shown).replaceAll(HIDDEN);
    }
}
