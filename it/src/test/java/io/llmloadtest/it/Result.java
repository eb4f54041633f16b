package io.llmloadtest.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * A result document, asked the questions the tests have.
 *
 * @param document the whole of it
 */
record Result(JsonNode document) {

    JsonNode validation() {
        return document.path("validation");
    }

    String overall() {
        return validation().path("overall").asString("none");
    }

    JsonNode level(int index) {
        return document.path("results").path(index);
    }

    /** The row of that name at run scope. */
    JsonNode row(String name) {
        return rowIn(validation(), name);
    }

    /** The row of that name in a level. */
    JsonNode row(int level, String name) {
        return rowIn(level(level).path("validation"), name);
    }

    private static JsonNode rowIn(JsonNode validation, String name) {
        for (JsonNode row : validation.path("comparisons")) {
            if (row.path("metric_name").asString().equals(name)) {
                return row;
            }
        }
        throw new AssertionError("no row " + name + " in " + validation.path("comparisons"));
    }

    Optional<JsonNode> finding(String id) {
        for (JsonNode finding : validation().path("findings")) {
            if (finding.path("id").asString().equals(id)) {
                return Optional.of(finding);
            }
        }
        return Optional.empty();
    }

    double value(String finding, String name) {
        JsonNode found = finding(finding)
                .orElseThrow(() -> new AssertionError("no finding " + finding + "; there are " + findings()));
        if (!found.path("values").has(name)) {
            throw new AssertionError("no value " + name + " in " + found);
        }
        return found.path("values").path(name).asDouble();
    }

    List<String> findings() {
        List<String> all = new ArrayList<>();
        validation().path("findings").forEach(
                finding -> all.add(finding.path("severity").asString() + " " + finding.path("id").asString()));
        return all;
    }

    Set<String> warnings() {
        Set<String> ids = new TreeSet<>();
        validation().path("findings").forEach(finding -> {
            if (finding.path("severity").asString().equals("warning")) {
                ids.add(finding.path("id").asString());
            }
        });
        return ids;
    }

    List<String> rowsThatWarn() {
        return rowsThatWarn(validation());
    }

    /** The rows that warn in the run or in any level. */
    Set<String> rowsThatWarnAnywhere() {
        Set<String> names = new TreeSet<>(rowsThatWarn());
        document.path("results").forEach(level -> names.addAll(rowsThatWarn(level.path("validation"))));
        return names;
    }

    private static List<String> rowsThatWarn(JsonNode validation) {
        List<String> names = new ArrayList<>();
        validation.path("comparisons").forEach(row -> {
            if (row.path("status").asString().equals("WARN")) {
                names.add(row.path("metric_name").asString());
            }
        });
        return names;
    }
}
