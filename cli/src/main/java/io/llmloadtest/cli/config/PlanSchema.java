package io.llmloadtest.cli.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON Schema of a plan, for editors. It is made from the options themselves, so that it is never behind them; other
 * spellings of a key conform, and only the usual one is suggested.
 *
 * @param command what plans are for
 */
public record PlanSchema(CommandSpec command) {

    /** Tells our own schema from somebody else's file. */
    public static final String ID = "urn:llm-loadtest:plan:1";

    private static final String DAY = "^\\d{4}-\\d{2}-\\d{2}$";
    private static final String TIME = "^\\s*\\d{1,9}(\\.\\d{1,9})?\\s*(ms|s|m|h)?\\s*$";
    private static final Set<String> WHOLE = Set.of("int", "Integer", "long", "Long");
    private static final Set<String> BROKEN = Set.of("double", "Double");

    /** The schema as JSON with a line end. */
    public String text() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", ID);
        schema.put("title", "llm-loadtest plan");
        schema.put("description", "Options of llm-loadtest run by their long names.");
        schema.put("type", "object");
        Map<String, Object> usual = new LinkedHashMap<>();
        Map<String, Object> others = new LinkedHashMap<>();
        usual.put("$schema", Map.of("type", "string"));
        Keys.of(command).all().forEach((key, option) -> {
            usual.put(key, property(key, option));
            others(key, option).forEach(name -> others.put("^" + name + "$", Map.of("$ref", "#/properties/" + key)));
        });
        schema.put("properties", usual);
        schema.put("patternProperties", others);
        schema.put("additionalProperties", false);
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writeValueAsString(schema)
                .replace("\r\n", "\n") + "\n";
    }

    private static Set<String> others(String key, OptionSpec option) {
        Set<String> names = new LinkedHashSet<>();
        Keys.names(option).forEach(name -> {
            names.add(name);
            names.add(name.replace('-', '_'));
        });
        names.remove(key);
        return names;
    }

    private static Map<String, Object> property(String key, OptionSpec option) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("description", OptionText.description(option));
        if (key.equals("accept")) {
            property.put("anyOf",
                    List.of(string(), acceptance(), array(Map.of("anyOf", List.of(string(), acceptance())))));
        } else if (Keys.takesList(option)) {
            property.put("anyOf", List.of(one(option), array(one(option))));
        } else {
            property.putAll(one(option));
        }
        return property;
    }

    private static Map<String, Object> one(OptionSpec option) {
        String type = OptionText.type(option);
        if (Keys.isSwitch(option)) {
            return Map.of("type", "boolean");
        }
        List<String> choices = new ArrayList<>(OptionText.choices(option));
        if (!choices.isEmpty()) {
            return Map.of("enum", choices);
        }
        if (!OptionText.choicesOfList(option).isEmpty()) {
            String word = "(" + String.join("|", OptionText.choicesOfList(option)) + ")";
            return typed("string", "^" + word + "(," + word + ")*$");
        }
        if (WHOLE.contains(type)) {
            return Map.of("type", "integer");
        }
        if (BROKEN.contains(type)) {
            return Map.of("type", "number");
        }
        if (type.equals(Duration.class.getSimpleName())) {
            return typed(List.of("string", "number"), TIME);
        }
        return type.equals(Path.class.getSimpleName()) ? string() : Map.of("type", List.of("string", "number"));
    }

    private static Map<String, Object> acceptance() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("finding", described(string(), "Its id, such as foreign-traffic."));
        properties.put("until", described(typed("string", DAY), "The last day, in UTC."));
        properties.put("reason", described(string(), "Why it is accepted; shown in the report."));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("required", List.of("finding"));
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> string() {
        return Map.of("type", "string");
    }

    private static Map<String, Object> described(Map<String, Object> schema, String description) {
        Map<String, Object> whole = new LinkedHashMap<>(schema);
        whole.put("description", description);
        return whole;
    }

    private static Map<String, Object> typed(Object type, String pattern) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.put("pattern", pattern);
        return schema;
    }

    private static Map<String, Object> array(Map<String, Object> items) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("minItems", 1);
        schema.put("items", items);
        return schema;
    }
}
