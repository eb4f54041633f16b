package io.llmloadtest.library;

import java.util.Map;

/**
 * A named cause with its numbers. {@code docs/findings.md} explains each.
 *
 * @param id its published name, such as {@code foreign-traffic}
 * @param severity how bad it is
 * @param message what happened, in English
 * @param advice what to do, in English
 * @param values its numbers, texts and lists of texts by name
 */
public record Finding(String id, Severity severity, String message, String advice, Map<String, Object> values) {

    /** How bad a finding is. */
    public enum Severity {
        /** Worth knowing; the verdict is not turned by it. */
        INFO,
        /** It turns the verdict to {@link Verdict#WARNING}, unless it is accepted. */
        WARNING
    }
}
