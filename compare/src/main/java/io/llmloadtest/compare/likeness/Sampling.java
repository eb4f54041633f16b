package io.llmloadtest.compare.likeness;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a body asks for beside what other aspects speak of. */
final class Sampling {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> ELSEWHERE = Set.of("model", "stream", "stream_options", "max_tokens", "min_tokens",
            "max_completion_tokens", "return_token_ids");

    private Sampling() {
    }

    /** The fields of {@code body}, which is JSON, by name; a body that cannot be read is one field without a name. */
    static SortedMap<String, String> of(String body) {
        SortedMap<String, String> fields = new TreeMap<>();
        try {
            JsonNode tree = JSON.readTree(body);
            tree.propertyStream().filter(field -> !ELSEWHERE.contains(field.getKey()))
                    .forEach(field -> fields.put(field.getKey(), field.getValue().toString()));
        } catch (JacksonException unreadable) {
            fields.put("", body);
        }
        return fields;
    }
}
