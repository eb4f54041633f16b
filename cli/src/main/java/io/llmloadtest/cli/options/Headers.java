package io.llmloadtest.cli.options;

import io.llmloadtest.load.target.SecretHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Header options, {@code Name: value} each. Messages name the header at most, never its value. */
final class Headers {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private Headers() {
    }

    /** Those of {@code --header}, with the API key: that of the option, else that of the environment. */
    static SecretHeaders secret(Optional<String> apiKey, List<String> typed) {
        return SecretHeaders.of(apiKey.or(() -> environment("LLM_API_KEY")).or(() -> environment("OPENAI_API_KEY")),
                parse("--header", typed));
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    static Map<String, String> parse(String option, List<String> typed) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : typed) {
            int colon = header.indexOf(':');
            String name = colon < 0 ? "" : header.substring(0, colon).strip();
            String value = header.substring(colon + 1).strip();
            if (!NAME.matcher(name).matches() || value.chars().anyMatch(letter -> letter < ' ' && letter != '\t')) {
                throw new OptionMistake(
                        option + ": write each header as 'Name: value' (the text itself is not shown here, since it may"
                                + " be a secret)");
            }
            headers.put(name, value);
        }
        return headers;
    }
}
