package io.llmloadtest.load.dataset;

import java.io.InputStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A dataset with an object in each line. */
final class LinesOfEntries implements EntrySource {

    private final UserFile file;
    private final EntryForm form;
    private final ObjectMapper json;
    private final LineSource lines;
    private String line = "";

    LinesOfEntries(UserFile file, InputStream in, EntryForm form, ObjectMapper json) {
        this.file = file;
        this.form = form;
        this.json = json;
        this.lines = new LineSource(file, in, Dataset.LONGEST_ENTRY);
    }

    @Override
    public boolean advance() {
        Optional<String> next = lines.next();
        line = next.orElse("");
        return next.isPresent();
    }

    @Override
    public Optional<DatasetEntry> entry() {
        EntryForm.Seen seen = form.see(object());
        seen.expected().ifPresent(expected -> {
            throw file.mistake(place(), expected, line);
        });
        return seen.entry();
    }

    private JsonNode object() {
        try {
            JsonNode object = json.readTree(line);
            if (object.isObject()) {
                return object;
            }
        } catch (JacksonException _) {
            // said below, with the line itself
        }
        throw file.mistake(place(), "one whole JSON object", line);
    }

    private String place() {
        return "line " + lines.number();
    }
}
