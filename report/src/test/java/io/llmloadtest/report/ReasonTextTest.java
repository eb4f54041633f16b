package io.llmloadtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.store.ResultCodec;
import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.text.PhraseBook;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The reasons below the tables: each once. */
class ReasonTextTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> OF_RUN = Map.of("client_count", "590", "server_count", "600", "client_ms",
            "5.41", "server_ms", "5.34");
    private static final Map<String, String> OF_LEVEL = Map.of("client_count", "295", "server_count", "300",
            "client_ms", "5.41", "server_ms", "5.34");

    @Test
    void aLevelThatHasTheRunsReasonIsNotNamedAgain() throws IOException {
        assertThat(reasons("unequal-populations")).anyMatch(reason -> reason.contains("590"))
                .noneMatch(reason -> reason.contains("295"));
    }

    @Test
    void aLevelThatHasAnotherReasonIsNamedWithIt() throws IOException {
        assertThat(reasons("no-samples")).anyMatch(reason -> reason.contains("590"))
                .anyMatch(reason -> reason.contains("no request gave the client a value of it"));
    }

    private static List<String> reasons(String ofLevel) throws IOException {
        ObjectNode document = (ObjectNode) JSON.readTree(ResultCodec.encode(Results.warned()));
        skip(document.at("/validation/comparisons/0"), "unequal-populations", OF_RUN);
        skip(document.at("/results/0/validation/comparisons/0"), ofLevel, OF_LEVEL);
        ResultDocument changed = ResultCodec.decodeResult(JSON.writeValueAsBytes(document));
        return ReasonText.notCompared(changed, changed.validation().orElseThrow(), PhraseBook.of(Locale.ENGLISH))
                .stream().map(ReasonText::reason).toList();
    }

    private static void skip(JsonNode row, String code, Map<String, String> facts) {
        ObjectNode changed = (ObjectNode) row;
        changed.put("status", "SKIP");
        changed.putPOJO("reason_detail",
                Map.of("kind", "not_compared", "code", code, "findings", List.of(), "facts", facts));
    }
}
