package io.llmloadtest.load.plan;

import java.util.List;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fields a user adds to every request body ({@code --extra-body}). Where the load tester would send the same field, the
 * user's value is sent.
 */
public final class ExtraBody {

    private static final List<String> OURS = List.of("model", "stream", "messages", "prompt", "input");
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String OPTION = "--extra-body";

    /** Nothing is added. Last of the constants: it needs the others. */
    public static final ExtraBody NONE = parse("{}");

    private final ObjectNode fields;

    private ExtraBody(ObjectNode fields) {
        this.fields = fields;
    }

    /**
     * Reads a JSON object.
     *
     * @throws IllegalPlanException when it is no JSON object, or sets a field that decides what is being measured
     */
    public static ExtraBody parse(String json) {
        ObjectNode fields = object(json);
        for (String ours : OURS) {
            if (fields.has(ours)) {
                throw new IllegalPlanException(OPTION, "with the field " + ours,
                        "leave it out; use --model, --no-stream or --input-len");
            }
        }
        if (fields.has("n")) {
            JsonNode choices = fields.get("n");
            if (!choices.isInt() || choices.asInt() < 1 || choices.asInt() > 128) {
                throw new IllegalPlanException(OPTION, "with n = " + choices, "give a whole number from 1 to 128");
            }
        }
        return new ExtraBody(fields);
    }

    private static ObjectNode object(String json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException _) {
            // said below, without the parser's own words
        }
        throw new IllegalPlanException(OPTION, "", "give a JSON object, such as {\"top_p\": 0.9}");
    }

    /** A copy of the fields. */
    public ObjectNode fields() {
        return fields.deepCopy();
    }

    /** The choices asked for with {@code n}; 1 when it is not set. */
    public int choices() {
        return fields.has("n") ? fields.get("n").asInt() : 1;
    }

    /** The whole number in {@code field}, when the user set one. */
    public OptionalInt number(String field) {
        JsonNode value = fields.get(field);
        return value != null && value.isInt() ? OptionalInt.of(value.asInt()) : OptionalInt.empty();
    }

    /** Whether the user lets answers end where they want, whatever their planned length. */
    public boolean freesTheEnd() {
        JsonNode ignored = fields.get("ignore_eos");
        return fields.has("stop") || fields.has("stop_token_ids") || (ignored != null && !ignored.asBoolean(true));
    }

    /** The object as JSON. */
    public String json() {
        return fields.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExtraBody that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "ExtraBody with the fields " + List.copyOf(fields.propertyNames());
    }
}
