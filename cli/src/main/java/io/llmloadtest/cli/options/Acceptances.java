package io.llmloadtest.cli.options;

import io.llmloadtest.verdict.Acceptance;
import io.llmloadtest.verdict.FindingId;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code foreign-traffic,queueing=2026-12-31}, and {@code foreign-traffic=2026-12-31 (the nightly backup)}, which has a
 * reason and stands alone.
 */
final class Acceptances {

    private static final Pattern FORM = Pattern.compile(
            "\\s*([^=(\\s]*)\\s*(?:=\\s*([^(\\s]*)\\s*)?(?:\\((.*)\\))?\\s*",
            Pattern.DOTALL);
    private static final int LONGEST_REASON = 300;

    private Acceptances() {
    }

    /**
     * What was typed, as it stands on a day.
     *
     * @throws IllegalArgumentException with a message for the user when a finding or a day is none
     */
    static List<Acceptance> parse(List<String> typed, LocalDate day) {
        List<Acceptance> known = new ArrayList<>();
        for (String text : typed) {
            for (String each : text.contains("(") ? new String[]{text} : text.split(",", -1)) {
                known.add(one(each).on(day));
            }
        }
        return known;
    }

    private static Acceptance one(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text.strip() + "' cannot be used; allowed: FINDING or"
                    + " FINDING=UNTIL, such as foreign-traffic=2026-12-31");
        }
        return new Acceptance(finding(parts.group(1)), Optional.ofNullable(parts.group(2)).map(Acceptances::day),
                Optional.ofNullable(parts.group(3)).map(String::strip).filter(reason -> !reason.isEmpty())
                        .map(reason -> reason.length() <= LONGEST_REASON
                                ? reason
                                : reason.substring(0, LONGEST_REASON)),
                false);
    }

    private static FindingId finding(String name) {
        List<String> all = Arrays.stream(FindingId.values()).map(FindingId::key).toList();
        return FindingId.named(name).orElseThrow(() -> new IllegalArgumentException("there is no finding '" + name + "'"
                + Nearest.question(name, all) + " (allowed: " + String.join(", ", all) + ")"));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no day; write the last one as YEAR-MONTH-DAY, such as 2026-12-31");
        }
    }
}
