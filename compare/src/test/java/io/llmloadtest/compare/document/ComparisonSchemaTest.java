package io.llmloadtest.compare.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.llmloadtest.compare.Made;
import io.llmloadtest.compare.RunComparison;
import io.llmloadtest.compare.Sides;
import io.llmloadtest.compare.Terms;
import io.llmloadtest.compare.effects.Margins;
import io.llmloadtest.compare.effects.Measure;
import io.llmloadtest.compare.likeness.Aspect;
import io.llmloadtest.compare.runs.ComparedRun;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document against its published schema. */
class ComparisonSchemaTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void aComparisonConformsToTheClosedSchema() {
        assertThat(violations(closed(), json(runs("a", 99, 100, 101), runs("b", 120)))).isEmpty();
        assertThat(violations(closed(), json(runs("a", 99), runs("b", 120)))).isEmpty();
        assertThat(violations(closed(), json(runs("a", 99, 100, 101), List.of(Made.run("b").verdict("")
                .with("input_len", "64").without(8).level(8, 120).compared())))).isEmpty();
    }

    @Test
    void theNumbersAreThoseOfTheRuns() {
        JsonNode ttft = json(runs("a", 99, 100, 101), runs("b", 120)).at("/settings/0/effects/1");
        assertThat(ttft.at("/metric").asString()).isEqualTo("ttft.mean");
        assertThat(ttft.at("/baseline/runs").toString()).isEqualTo("[99,100,101]");
        assertThat(ttft.at("/difference").asDouble()).isEqualTo(20);
        assertThat(ttft.at("/basis").asString()).isEqualTo("baseline_runs");
        assertThat(ttft.at("/degrees_of_freedom").asDouble()).isEqualTo(2);
        assertThat(ttft.at("/outcome").asString()).isEqualTo("worse");
        assertThat(ttft.at("/doubt").isNull()).isTrue();
    }

    @Test
    void whatIsNotKnownIsNull() {
        JsonNode ttft = json(runs("a", 99), runs("b", 120)).at("/settings/0/effects/1");
        for (String field : List.of("change_low", "change_high", "basis", "degrees_of_freedom", "chance_worse",
                "detectable", "runs_needed")) {
            assertThat(ttft.path(field).isNull()).as(field).isTrue();
        }
        assertThat(ttft.at("/doubt").asString()).isEqualTo("spread_unknown");
    }

    @Test
    void everyFieldOfTheSchemaIsDescribedAndEveryMissingOneIsCaught() {
        described(schema(), "");
        JsonNode document = json(runs("a", 99, 100, 101), runs("b", 120));
        for (String path : List.of("", "/method", "/baseline/runs/0", "/settings/0", "/settings/0/effects/0",
                "/settings/0/effects/0/baseline")) {
            ObjectNode object = (ObjectNode) document.at(path);
            for (String name : List.copyOf(object.propertyNames())) {
                JsonNode kept = object.remove(name);
                assertThat(violations(schema(), document)).as(path + "/" + name).isNotEmpty();
                object.set(name, kept);
            }
        }
    }

    private static JsonNode json(List<ComparedRun> baseline, List<ComparedRun> candidate) {
        Terms terms = new Terms(Measure.usual(), false, Margins.USUAL, OptionalDouble.empty(),
                Set.of(Aspect.LENGTHS), true);
        return JSON.readTree(ComparisonDocuments.encode(
                ComparisonDocuments.of(RunComparison.of(new Sides(baseline, candidate, false), terms))));
    }

    private static List<ComparedRun> runs(String id, double... ttft) {
        return IntStream.range(0, ttft.length).mapToObj(i -> Made.run(id + i).level(8, ttft[i]).compared()).toList();
    }

    private static JsonNode schema() {
        try (InputStream in = Objects.requireNonNull(
                ComparisonDocument.class.getResourceAsStream("comparison.schema.json"))) {
            return JSON.readTree(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static JsonNode closed() {
        JsonNode schema = schema();
        close(schema);
        return schema;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.has("properties") && object.has("required")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ComparisonSchemaTest::close);
    }

    private static void described(JsonNode node, String path) {
        List<String> undescribed = new ArrayList<>();
        node.path("properties").propertyStream().forEach(field -> {
            if (!field.getValue().has("description")) {
                undescribed.add(path + "/" + field.getKey());
            }
        });
        assertThat(undescribed).isEmpty();
        node.propertyStream().filter(field -> field.getValue().isObject())
                .forEach(field -> described(field.getValue(), path + "/" + field.getKey()));
    }

    private static List<Error> violations(JsonNode schema, JsonNode document) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema)
                .validate(document);
    }
}
