package io.llmloadtest.load.target;

import io.llmloadtest.load.plan.IllegalPlanException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Headers that go to the target's origin and nowhere else, the API key among them. Their values may be secrets: only
 * {@link #values()} gives them away.
 */
public final class SecretHeaders {

    /** No header. */
    public static final SecretHeaders NONE = new SecretHeaders(Map.of());

    private static final List<String> OURS = List.of("content-length", "transfer-encoding", "connection",
            "content-type",
            "x-request-id", "expect", "upgrade", "te", "accept-encoding", "host");

    private final Map<String, String> values;

    private SecretHeaders(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * The API key as a bearer token, and further headers; an {@code Authorization} among them goes before the key.
     *
     * @throws IllegalPlanException when a header cannot be sent; the message names it, never its value
     */
    public static SecretHeaders of(Optional<String> apiKey, Map<String, String> further) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        apiKey.filter(key -> !key.isBlank()).ifPresent(key -> {
            check("--api-key", "Authorization", key);
            all.put("Authorization", "Bearer " + key.strip());
        });
        further.forEach((name, value) -> {
            check("--header", name, value);
            all.put(name, value);
        });
        return new SecretHeaders(new LinkedHashMap<>(all));
    }

    private static void check(String option, String name, String value) {
        boolean named = !name.isEmpty() && name.chars().allMatch(SecretHeaders::mayName);
        if (!named) {
            throw new IllegalPlanException(option, "",
                    "a header is a name, a colon and a value, such as 'X-Tenant: a'");
        }
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalPlanException(option, name, "leave it out, the load tester sets it itself");
        }
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 127 || c > 255)) {
            throw new IllegalPlanException(option, "for " + name,
                    "its value has a line break or another character that no header can carry");
        }
    }

    private static boolean mayName(int c) {
        return (c < 127 && Character.isLetterOrDigit(c)) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    /** Names and values, for the one who sends them. */
    public Map<String, String> values() {
        return values;
    }

    /** Whether a key or another credential is sent. */
    public boolean authorizes() {
        return values.keySet().stream().anyMatch("authorization"::equalsIgnoreCase);
    }

    @Override
    public String toString() {
        return "headers " + new TreeMap<>(values).navigableKeySet() + ", values hidden";
    }
}
