package io.llmloadtest.load.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** Reads the answer of {@code /v1/models}: {@code {"data": [{"id", "owned_by", "parent", "max_model_len"}]}}. */
final class ModelList {

    private static final int MOST_MODELS = 10_000;

    private ModelList() {
    }

    /** The models in their order; empty when the answer has no such list. */
    static Optional<List<ServedModel>> read(JsonNode root) {
        JsonNode data = root.path("data");
        if (!data.isArray()) {
            return Optional.empty();
        }
        List<ServedModel> models = new ArrayList<>();
        for (JsonNode each : data) {
            if (each.path("id").isString() && models.size() < MOST_MODELS) {
                models.add(new ServedModel(each.path("id").asString(), text(each, "owned_by"), text(each, "parent"),
                        number(each, "max_model_len")));
            }
        }
        return Optional.of(models);
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? Optional.of(value.asString()) : Optional.empty();
    }

    private static OptionalInt number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isInt() && value.asInt() > 0 ? OptionalInt.of(value.asInt()) : OptionalInt.empty();
    }
}
