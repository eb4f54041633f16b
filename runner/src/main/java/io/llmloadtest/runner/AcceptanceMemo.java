package io.llmloadtest.runner;

import io.llmloadtest.verdict.Acceptance;
import io.llmloadtest.verdict.FindingId;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Accepted findings as {@code run.json} keeps them, with what was said of them and whether they held. */
final class AcceptanceMemo {

    private AcceptanceMemo() {
    }

    static List<Map<String, Object>> plain(List<Acceptance> known) {
        return known.stream().map(AcceptanceMemo::plain).toList();
    }

    private static Map<String, Object> plain(Acceptance known) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("finding", known.finding().key());
        known.until().ifPresent(day -> map.put("until", day.toString()));
        known.reason().ifPresent(why -> map.put("reason", why));
        map.put("expired", known.expired());
        return map;
    }

    /** What was kept; a run of an earlier version has only {@code names}. Findings of a later version are passed over. */
    static List<Acceptance> read(@Nullable Object kept, List<String> names) {
        if (!(kept instanceof List<?> list)) {
            return names.stream().map(FindingId::named).flatMap(Optional::stream).map(Acceptance::of).toList();
        }
        return list.stream().flatMap(each -> each instanceof Map<?, ?> map ? Stream.of(map) : Stream.empty())
                .flatMap(map -> read(map).stream()).toList();
    }

    private static Optional<Acceptance> read(Map<?, ?> map) {
        Map<String, Object> values = new LinkedHashMap<>();
        map.forEach((name, value) -> values.put(String.valueOf(name), value));
        Fields fields = new Fields(values);
        Optional<LocalDate> until = fields.text("until").flatMap(AcceptanceMemo::day);
        // With a last day that cannot be read it would be accepted for ever.
        return fields.text("until").isPresent() && until.isEmpty()
                ? Optional.empty()
                : fields.text("finding").flatMap(FindingId::named).map(finding -> new Acceptance(finding, until,
                        fields.text("reason"), Boolean.TRUE.equals(values.get("expired"))));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
