package io.llmloadtest.load.dataset;

import java.io.InputStream;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A dataset that is one JSON array, of which never more than one element is held. */
final class ArrayOfEntries implements EntrySource {

    private final UserFile file;
    private final EntryForm form;
    private final MeteredStream metered;
    private final JsonParser parser;
    private long number;

    ArrayOfEntries(UserFile file, InputStream in, EntryForm form, ObjectMapper json) {
        this.file = file;
        this.form = form;
        this.metered = new MeteredStream(in, Dataset.LONGEST_ENTRY, () -> file.mistake("give entries of at most "
                + Dataset.LONGEST_ENTRY + " bytes; entry " + number + " is longer"));
        this.parser = json.createParser(metered);
        if (token() != JsonToken.START_ARRAY) {
            throw file.mistake("give a JSON array, which begins with [");
        }
    }

    @Override
    public boolean advance() {
        metered.restart();
        number++;
        return token() != JsonToken.END_ARRAY;
    }

    private JsonToken token() {
        try {
            JsonToken token = parser.nextToken();
            if (token != null) {
                return token;
            }
        } catch (JacksonException malformed) {
            throw malformed(malformed);
        }
        throw file.mistake("give a whole JSON array; it ends after entry " + (number - 1));
    }

    @Override
    public Optional<DatasetEntry> entry() {
        String place = "line " + parser.currentTokenLocation().getLineNr() + ", entry " + number + ",";
        try {
            JsonNode element = parser.readValueAsTree();
            EntryForm.Seen seen = form.see(element);
            seen.expected().ifPresent(expected -> {
                throw file.mistake(place, expected, element.toString());
            });
            return seen.entry();
        } catch (JacksonException malformed) {
            throw malformed(malformed);
        }
    }

    private RuntimeException malformed(JacksonException malformed) {
        TokenStreamLocation where = malformed.getLocation();
        String place = where == null ? "" : "line " + where.getLineNr() + ", column " + where.getColumnNr() + ", ";
        return file.mistake("give well-formed JSON; " + place + "entry " + number + ": "
                + malformed.getOriginalMessage());
    }
}
