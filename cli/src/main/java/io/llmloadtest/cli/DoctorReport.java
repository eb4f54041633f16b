package io.llmloadtest.cli;

import io.llmloadtest.report.Columns;
import io.llmloadtest.runner.DoctorCheck;
import io.llmloadtest.runner.DoctorCheck.Grade;
import io.llmloadtest.text.CheckBook;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The checks of a doctor, for people and for scripts.
 *
 * @param checks what was looked at
 * @param book the words
 */
record DoctorReport(List<DoctorCheck> checks, CheckBook book) {

    private static final int STATUS_WIDTH = 8;
    private static final int CHECK_WIDTH = 18;
    private static final int LEAST_TEXT = 30;

    /** The worst grade there is. */
    static Grade worst(List<DoctorCheck> checks) {
        return checks.stream().map(DoctorCheck::grade).max(Comparator.naturalOrder()).orElse(Grade.OK);
    }

    /** A table of {@code width} columns, and what it comes to. */
    String table(int width) {
        int room = Math.max(LEAST_TEXT, width - STATUS_WIDTH - CHECK_WIDTH);
        StringBuilder text = new StringBuilder();
        row(text, book.heading("status"), book.heading("check"), book.heading("found"), room);
        text.append("-".repeat(STATUS_WIDTH + CHECK_WIDTH + room)).append('\n');
        for (DoctorCheck check : checks) {
            row(text, check.grade().name(), name(check), book.sentence(check.code(), check.facts()), room);
            book.fix(check.code(), check.facts()).ifPresent(fix -> row(text, "", "", "→ " + fix, room));
        }
        return text.append('\n').append(book.heading(switch (worst(checks)) {
            case OK -> "ready";
            case WARN -> "weak";
            case FAIL -> "unusable";
        })).append('\n').toString();
    }

    private static void row(StringBuilder text, String status, String check, String found, int room) {
        List<String> lines = Columns.wrap(Columns.clean(found), room);
        for (int i = 0; i < lines.size(); i++) {
            text.append(Columns.left(i == 0 ? status : "", STATUS_WIDTH))
                    .append(Columns.left(i == 0 ? check : "", CHECK_WIDTH))
                    .append(lines.get(i)).append('\n');
        }
    }

    /** The whole as JSON. */
    String json(String url) {
        return "{\"schema_version\": \"1\", \"server_url\": " + quoted(url) + ", \"status\": "
                + quoted(worst(checks).name().toLowerCase(Locale.ROOT)) + ",\n \"checks\": [\n"
                + checks.stream().map(this::json).collect(Collectors.joining(",\n")) + "\n ]}\n";
    }

    private String json(DoctorCheck check) {
        String facts = check.facts().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(fact -> quoted(fact.getKey()) + ": " + quoted(fact.getValue())).collect(Collectors.joining(", "));
        return "  {\"check\": " + quoted(name(check)) + ", \"status\": " + quoted(check.grade().name())
                + ", \"code\": " + quoted(check.code()) + ", \"message\": "
                + quoted(book.sentence(check.code(), check.facts())) + ", \"fix\": "
                + book.fix(check.code(), check.facts()).map(DoctorReport::quoted).orElse("null") + ", \"facts\": {"
                + facts + "}}";
    }

    private static String name(DoctorCheck check) {
        return check.check().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(letter -> {
            if (letter == '"' || letter == '\\') {
                json.append('\\').append((char) letter);
            } else if (letter < ' ') {
                json.append(String.format(Locale.ROOT, "\\u%04x", letter));
            } else {
                json.append((char) letter);
            }
        });
        return json.append('"').toString();
    }
}
