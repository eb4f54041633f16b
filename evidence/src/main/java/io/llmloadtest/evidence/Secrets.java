package io.llmloadtest.evidence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What of a server's settings must not be kept. */
public final class Secrets {

    /** What stands for a value that is left out. */
    public static final String HIDDEN = "\u2026";

    private static final Set<String> WORDS = Set.of("key", "keys", "apikey", "token", "secret", "secrets", "password",
            "passwd", "credential", "credentials", "auth", "authorization", "header", "headers", "env");
    private static final Pattern INSIDE = Pattern
            .compile("(?i)['\"][a-z_-]*(key|token|secret|password|authorization)['\"]\\s*[:,=]");
    private static final Pattern KEY = Pattern.compile("(?i)\\b(sk-|hf_|bearer\\s)\\S{6,}|://[^/@\\s]+@");

    private Secrets() {
    }

    /** The value of a setting, or {@link #HIDDEN} when the name or the value itself speak of a secret. */
    public static String hide(String name, String value) {
        boolean named = Arrays.stream(name.toLowerCase(Locale.ROOT).split("[_.\\- ]+", -1)).anyMatch(WORDS::contains);
        return named || INSIDE.matcher(value).find() || KEY.matcher(value).find() ? HIDDEN : value;
    }
}
