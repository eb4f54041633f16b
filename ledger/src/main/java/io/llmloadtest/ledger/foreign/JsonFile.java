package io.llmloadtest.ledger.foreign;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON file read token by token, so that its size does not matter.
 *
 * @param file the file, compressed or not
 */
record JsonFile(Path file) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What is done with the tokens. */
    @FunctionalInterface
    interface Reading {

        void from(JsonParser parser) throws IOException;
    }

    /** What is done with a field of an object: its name was read, and the parser is at its value. */
    @FunctionalInterface
    interface Field {

        void at(String name, JsonParser value) throws IOException;
    }

    /**
     * Reads.
     *
     * @throws IOException when the file is not there or not whole; the message names it and says what to do
     */
    void read(Reading reading) throws IOException {
        try (InputStream bytes = MaybeZipped.open(file); JsonParser parser = JSON.createParser(bytes)) {
            reading.from(parser);
        } catch (JacksonException malformed) {
            throw new IOException(words(malformed), malformed);
        }
    }

    /** Goes through the fields of the object that the parser is at the beginning of; what {@code each} leaves is skipped. */
    static void fields(JsonParser parser, Field each) throws IOException {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            each.at(name, parser);
            if (parser.currentToken() == value) {
                parser.skipChildren();
            }
        }
    }

    private String words(JacksonException malformed) {
        String where = malformed.getLocation() == null || malformed.getLocation().getLineNr() < 1
                ? ""
                : " at line " + malformed.getLocation().getLineNr() + ", column "
                        + malformed.getLocation().getColumnNr();
        String said = Optional.ofNullable(malformed.getOriginalMessage()).orElse("").lines().findFirst().orElse("");
        String shown = said.length() > 160 ? said.substring(0, 160) + "..." : said;
        return file + ": is not whole JSON" + where + (shown.isEmpty() ? "" : " (" + shown + ")")
                + "; it was cut off or is another file: record or copy it again";
    }
}
