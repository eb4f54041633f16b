package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the product prints for scripts conforms to the published schema, and is what it leaves in the run folder. */
class ResultSchemaTest {

    @TempDir
    private Path directory;

    @Test
    void aResultConformsToThePublishedSchemaAndIsTheFileOfTheRunFolder() throws IOException {
        Path folder = directory.resolve("run");
        Product.Ended demo = Product.run(directory, "demo", "--format", "json", "-o", folder.toString());
        assertThat(demo.exit()).as(demo.toString()).isZero();
        assertThat(errors(demo.json())).isEmpty();
        assertThat(demo.out()).isEqualTo(Files.readString(folder.resolve("result.json")));
    }

    @Test
    void aResultOfARunThatFailedConformsToo() {
        Product.Ended demo = Product.run(directory, "demo", "--fault", "html-answer:every=1,no-metrics", "--format",
                "json");
        assertThat(demo.exit()).as(demo.toString()).isEqualTo(6);
        assertThat(errors(demo.json())).isEmpty();
    }

    static List<Error> errors(JsonNode document) {
        try (InputStream in = Objects.requireNonNull(
                ResultSchemaTest.class.getResourceAsStream("/io/llmloadtest/store/result.schema.json"))) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
            return schema.validate(document);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
