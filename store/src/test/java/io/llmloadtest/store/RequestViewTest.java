package io.llmloadtest.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.llmloadtest.ledger.Outcome;
import io.llmloadtest.ledger.RequestRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The lines of the export {@code requests} against their published schema. */
class RequestViewTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void everyKindOfRequestConformsToTheSchemaAndIsOneLine() throws IOException {
        Schema schema = closedSchema();
        for (RequestRecord request : List.of(Runs.completed(0, 0),
                Runs.failed(0, 1, new Outcome.HttpError(503, "busy\n\"now\"\u2028")),
                Runs.failed(0, 2, new Outcome.StreamError("500", "died")),
                Runs.failed(0, 3, new Outcome.Truncated("half a pair \ud800 of surrogates")),
                Runs.failed(0, 4, new Outcome.TimedOut("first_token")), Runs.failed(0, 5, new Outcome.Cancelled()),
                Runs.failed(0, 6, new Outcome.NotConnected(true, "handshake")),
                Runs.failed(0, 7, new Outcome.NotConnected(false, "refused")),
                Runs.failed(0, 8, new Outcome.ProtocolError("html")))) {
            String line = new String(ResultCodec.encode(RequestView.of(request, Runs.START, "tiny")),
                    StandardCharsets.UTF_8);
            assertThat(line).endsWith("}\n");
            assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
            assertThat(schema.validate(JSON.readTree(line))).as(line).isEmpty();
        }
    }

    @Test
    void theSchemaRefusesWhatIsMissingOrOfTheWrongType() throws IOException {
        byte[] line = ResultCodec.encode(RequestView.of(Runs.completed(0, 0), Runs.START, "tiny"));
        ObjectNode missing = (ObjectNode) JSON.readTree(line);
        missing.remove("ttft_ms");
        assertThat(closedSchema().validate(missing)).isNotEmpty();
        ObjectNode wrong = (ObjectNode) JSON.readTree(line);
        assertThat(closedSchema().validate(wrong.put("http_status", "200"))).isNotEmpty();
        ObjectNode added = (ObjectNode) JSON.readTree(line);
        assertThat(closedSchema().validate(added.put("ttft", 1))).isNotEmpty();
    }

    @Test
    void theTimesAreThoseOfTheRecord() {
        RequestRecord request = Runs.completed(0, 0);
        JsonNode line = JSON.readTree(ResultCodec.encode(RequestView.of(request, Runs.START, "tiny")));
        assertThat(line.get("e2e_ms").asDouble()).isEqualTo(request.e2eNanos() / 1e6);
        assertThat(line.get("ttft_ms").asDouble()).isEqualTo(request.ttftNanos().orElseThrow() / 1e6);
        assertThat(line.get("sent_at").asString()).isEqualTo("2026-11-25T10:15:30.123456789Z");
        assertThat(line.get("level").asInt()).isZero();
    }

    /** The schema allows later fields; a test does not. */
    private static Schema closedSchema() throws IOException {
        try (InputStream in = Objects
                .requireNonNull(RequestViewTest.class.getResourceAsStream("request.schema.json"))) {
            ObjectNode schema = (ObjectNode) JSON.readTree(in);
            schema.put("additionalProperties", false);
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema.toString());
        }
    }
}
