package io.llmloadtest.report.export;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats a result can be exported in. */
public enum ExportFormat {
    /** The page that a run folder has as {@code report.html}. */
    HTML,
    /** JUnit XML, which CI systems show as tests. */
    JUNIT,
    /** One row a level. */
    CSV,
    /** For a pull request or a job summary. */
    MARKDOWN,
    /** JSON lines, one a request. */
    REQUESTS,
    /** The JSON that {@code vllm bench serve} saves, one object a level. */
    VLLM_BENCH;

    /** The name that users write. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is made of the single requests, which are in the ledger of a run folder only. */
    public boolean readsLedger() {
        return switch (this) {
            case REQUESTS, VLLM_BENCH -> true;
            case HTML, JUNIT, CSV, MARKDOWN -> false;
        };
    }

    /** The format of that name. */
    public static Optional<ExportFormat> named(String name) {
        return Arrays.stream(values()).filter(format -> format.key().equals(name)).findFirst();
    }

    /** All names. */
    public static String known() {
        return Arrays.stream(values()).map(ExportFormat::key).collect(Collectors.joining(", "));
    }

    /** The format whose name is written most like {@code name}; empty when none is near. */
    public static Optional<ExportFormat> nearest(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(format -> distance(wanted, format.key()) <= format.key().length() / 2)
                .min(Comparator.comparingInt(format -> distance(wanted, format.key())));
    }

    /** Letters to put in, take out or change (Levenshtein). */
    private static int distance(String left, String right) {
        int[] before = new int[right.length() + 1];
        Arrays.setAll(before, i -> i);
        for (int i = 1; i <= left.length(); i++) {
            int[] now = new int[before.length];
            now[0] = i;
            for (int j = 1; j < now.length; j++) {
                int change = before[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(change, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[right.length()];
    }
}
