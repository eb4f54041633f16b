package io.llmloadtest.benchmarks.alarms;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a result says of a run and of its levels.
 *
 * @param overall the verdict's word
 * @param rows rows of status WARN, with both values
 * @param findings findings of severity warning, with their values
 * @param gaps the parts of each TTFT gap, whatever its severity
 */
record Said(String overall, List<String> rows, List<String> findings, List<String> gaps) {

    private static final List<String> PARTS = List.of("write_ms", "api_server_ms", "round_trip_ms", "instrument_ms",
            "rest_ms");

    static Said in(JsonNode result) {
        List<String> rows = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        List<JsonNode> places = new ArrayList<>(List.of(result.path("validation")));
        result.path("results").forEach(level -> places.add(level.path("validation")));
        for (JsonNode place : places) {
            place.path("comparisons").forEach(row -> {
                if (row.path("status").asString("").equals("WARN")) {
                    rows.add(row.path("metric_name").asString() + " " + row.path("client_value") + " / "
                            + row.path("server_value"));
                }
            });
            place.path("findings").forEach(finding -> {
                if (finding.path("severity").asString("").equals("warning")) {
                    findings.add(finding.path("id").asString() + " " + finding.path("values"));
                }
                if (finding.path("id").asString("").equals("ttft-gap")) {
                    gaps.add(gap(finding.path("values")));
                }
            });
        }
        return new Said(result.path("validation").path("overall").asString("?"), rows, findings, gaps);
    }

    private static String gap(JsonNode values) {
        double sum = PARTS.stream().mapToDouble(part -> values.path(part).asDouble(0)).sum();
        return String.format("gap %.1f ms, parts %.1f ms", values.path("gap_ms").asDouble(0), sum);
    }

    /** Whether something was said that should not have been; an explained gap of timings is none. */
    boolean isAlarm() {
        return rows.stream().anyMatch(row -> !row.startsWith("Avg TTFT"))
                || findings.stream().anyMatch(finding -> !finding.startsWith("ttft-gap"));
    }
}
