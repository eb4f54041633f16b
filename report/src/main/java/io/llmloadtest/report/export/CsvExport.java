package io.llmloadtest.report.export;

import io.llmloadtest.store.LevelView;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.WholeFile.Content;
import java.io.OutputStream;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.csv.CsvWriteFeature;

/**
 * A table with a row for each level and a header; a cell is empty where a value is not known.
 *
 * @param document the result
 */
record CsvExport(ResultDocument document) implements Content {

    private static final CsvMapper CSV = CsvMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(CsvWriteFeature.STRICT_CHECK_FOR_QUOTING).build();

    @Override
    public void writeTo(OutputStream out) {
        try (SequenceWriter rows = CSV.writer(CsvSchema.emptySchema()).writeValues(out)) {
            rows.write(LevelColumn.ALL.stream().map(LevelColumn::name).toArray());
            document.results().forEach(level -> rows.write(row(level)));
        }
    }

    private Object[] row(LevelView level) {
        return LevelColumn.ALL.stream().map(column -> column.value().of(document, level).map(CsvExport::cell)
                .orElse("")).toArray();
    }

    private static Object cell(Object value) {
        return switch (value) {
            case String text -> SafeText.cell(text);
            case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 -> number.longValue();
            default -> value;
        };
    }
}
