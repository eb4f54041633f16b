package io.llmloadtest.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.report.Results;
import io.llmloadtest.store.ResultDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;

/** The table, read back by a reader of its own, written from RFC 4180. */
class CsvExportTest {

    @Test
    void everyLevelIsARowWithTheNumbersOfTheResult() throws IOException {
        List<Map<String, String>> rows = rows(Written.of(ExportFormat.CSV, Results.warned()));

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).containsEntry("concurrency", "1").containsEntry("requests_sent", "200")
                .containsEntry("requests_failed", "0").containsEntry("verdict", "PASSED")
                .containsEntry("run_verdict", "WARNING").containsEntry("warnings", "")
                .containsEntry("ttft_ms_mean", "45.2").containsEntry("output_tokens_per_sec", "917.34");
        assertThat(rows.get(1)).containsEntry("concurrency", "50").containsEntry("requests_sent", "800")
                .containsEntry("requests_completed", "776").containsEntry("requests_failed", "24")
                .containsEntry("errors_timeout", "21").containsEntry("errors_http_status", "3")
                .containsEntry("verdict", "WARNING")
                .containsEntry("warnings", "work-aborted foreign-traffic server-errors")
                .containsEntry("check_total_tokens_client", "46848").containsEntry("check_total_tokens_server", "50112")
                .containsEntry("check_total_tokens_status", "WARN").containsEntry("check_avg_ttft_status", "SKIP");
        Written.isAsGolden(Written.of(ExportFormat.CSV, Results.warned()), "warned.csv");
    }

    @Test
    void whatIsNotKnownIsEmptyAndNeverZero() {
        Map<String, String> row = rows(Written.of(ExportFormat.CSV, Results.skipped())).getFirst();
        assertThat(row).containsEntry("verdict", "").containsEntry("check_total_tokens_server", "")
                .containsEntry("ttft_ms_p99_9", "").containsEntry("ttfo_ms_mean", "")
                .containsEntry("goodput_fraction", "").containsEntry("slo_outcome", "").containsEntry("repeat", "");
        assertThat(rows(Written.of(ExportFormat.CSV, Results.warned())).get(1)).containsEntry("ttft_ms_p99", "")
                .containsEntry("check_avg_ttft_server", "");
    }

    @Test
    void percentilesThatAreNotExactSaySo() {
        Map<String, String> many = rows(Written.of(ExportFormat.CSV, Results.manyRequests())).getFirst();
        assertThat(many).containsEntry("ttft_ms_percentiles_within", "0.001")
                .containsEntry("tpot_ms_percentiles_within", "");
        assertThat(rows(Written.of(ExportFormat.CSV, Results.warned())).getFirst())
                .containsEntry("ttft_ms_percentiles_within", "");
    }

    @Test
    void namesFromOutsideAreNoFormulasAndBreakNoRow() {
        List<Map<String, String>> rows = rows(Written.of(ExportFormat.CSV, Hostile.of(Results.warned())));
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().get("model")).startsWith("'=cmd|").endsWith("end").contains("\"q\"");
        Pattern formula = Pattern.compile("[=+@\t\r].*|-\\D.*", Pattern.DOTALL);
        rows.forEach(row -> assertThat(row.values()).noneMatch(cell -> formula.matcher(cell).matches()));
    }

    @Test
    void aResultWithoutLevelsIsAHeader() {
        ResultDocument none = Hostile.changed(Results.skipped(),
                document -> ((ArrayNode) document.get("results")).removeAll());
        assertThat(rows(Written.of(ExportFormat.CSV, none))).isEmpty();
        assertThat(Written.of(ExportFormat.CSV, none)).startsWith("run_id,run_status,").endsWith("\n");
    }

    @Test
    void everyColumnIsDocumented() throws IOException {
        String page = Files.readString(Path.of("../docs/exports.md"));
        List<String> names = LevelColumn.ALL.stream().map(LevelColumn::name).toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9_]+"));
        Pattern parts = Pattern
                .compile("(ttft|ttfo|itl|icl|tpot|e2e)_ms_|check_[a-z0-9_]+_(?=client|server|diff|status)");
        assertThat(names.stream().map(name -> parts.matcher(name).replaceAll("")).collect(Collectors.toSet()))
                .allSatisfy(name -> assertThat(page).contains(name));
    }

    private static List<Map<String, String>> rows(String csv) {
        List<List<String>> lines = cells(csv);
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            assertThat(line).hasSameSizeAs(lines.getFirst());
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < line.size(); i++) {
                row.put(lines.getFirst().get(i), line.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<String>> cells(String csv) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                line.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    lines.add(List.copyOf(line));
                    line.clear();
                }
            } else {
                cell.append(c);
            }
        }
        assertThat(quoted || !line.isEmpty() || !cell.isEmpty()).as("torn at the end").isFalse();
        return lines;
    }
}
