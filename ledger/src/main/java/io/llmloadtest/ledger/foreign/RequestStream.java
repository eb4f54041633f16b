package io.llmloadtest.ledger.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * The request objects of a JSON file, one at a time: those of the list {@code requests} of the outermost object, or of an
 * outermost list. Memory holds one request, however many there are.
 *
 * @param file the file, compressed or not
 */
record RequestStream(Path file) {

    private static final String LIST = "requests";

    /** Hands out each request as a tree. */
    void eachRequest(Consumer<JsonNode> sink) throws IOException {
        each(parser -> sink.accept(parser.<JsonNode>readValueAsTree()));
    }

    /** Hands out one field of each request, absent ones as empty; nothing else of a request is kept. */
    void eachField(String name, Consumer<Optional<JsonNode>> sink) throws IOException {
        each(parser -> {
            Optional<JsonNode> found = Optional.empty();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = name.equals(parser.currentName());
                parser.nextToken();
                if (wanted) {
                    found = Optional.of(parser.<JsonNode>readValueAsTree());
                } else {
                    parser.skipChildren();
                }
            }
            sink.accept(found);
        });
    }

    private void each(Consumer<JsonParser> sink) throws IOException {
        new JsonFile(file).read(parser -> {
            if (!walk(parser, sink)) {
                throw new IOException(
                        file + ": has no list \"" + LIST + "\"; is it the client's ledger (client.json)?");
            }
        });
    }

    private boolean walk(JsonParser parser, Consumer<JsonParser> sink) throws IOException {
        JsonToken first = parser.nextToken();
        boolean found = false;
        if (first == JsonToken.START_ARRAY) {
            list(parser, sink);
            found = true;
        } else if (first == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = !found && LIST.equals(parser.currentName());
                if (parser.nextToken() == JsonToken.START_ARRAY && wanted) {
                    list(parser, sink);
                    found = true;
                } else {
                    parser.skipChildren();
                }
            }
        }
        parser.nextToken();
        return found;
    }

    private void list(JsonParser parser, Consumer<JsonParser> sink) throws IOException {
        long count = 0;
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            count++;
            if (next != JsonToken.START_OBJECT) {
                throw new IOException(file + ": entry " + count + " of \"" + LIST
                        + "\" is no object; is it the client's ledger (client.json)?");
            }
            sink.accept(parser);
        }
    }
}
