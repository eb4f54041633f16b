package io.llmloadtest.load.target;

import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole answer of a side request.
 *
 * @param status the HTTP status
 * @param contentType as sent; empty when there was none
 * @param location where a redirect points; empty when there was none
 * @param body the text, never longer than the limit it was fetched with
 */
public record HttpReply(int status, String contentType, String location, String body) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Whether it is a web page, by its word or by its looks. */
    public boolean isWebPage() {
        String start = body.stripLeading();
        return contentType.toLowerCase(Locale.ROOT).contains("html")
                || start.regionMatches(true, 0, "<!doctype", 0, 9) || start.regionMatches(true, 0, "<html", 0, 5);
    }

    /** The body as JSON; empty when it is none. */
    public Optional<JsonNode> json() {
        try {
            JsonNode node = JSON.readTree(body);
            return node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** The server's error message, in any of the forms in use, cut at 300 characters; empty when there is none. */
    public String errorMessage() {
        JsonNode root = json().orElse(null);
        if (root == null) {
            return "";
        }
        JsonNode error = root.path("error");
        String words = error.isString()
                ? error.asString()
                : error.path("message").asString(root.path("message").asString(root.path("detail").asString("")));
        return words.length() > 300 ? words.substring(0, 300) : words;
    }
}
