package io.llmloadtest.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmloadtest.ledger.RequestRecord;
import io.llmloadtest.report.Results;
import io.llmloadtest.text.PhraseBook;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RequestsExportTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void everyRequestIsALineWithItsTimes() {
        List<JsonNode> lines = lines();
        assertThat(lines).hasSize(5).extracting(line -> line.get("phase").asString()).containsExactly("warm_up",
                "level", "level", "level", "level");
        JsonNode first = lines.get(1);
        assertThat(first.get("id").asString()).isEqualTo("run-0");
        assertThat(first.get("level").asInt()).isZero();
        assertThat(first.get("model").asString()).isEqualTo("an \"adapter\"");
        assertThat(first.get("conversation").asInt()).isEqualTo(7);
        assertThat(first.get("turn").asInt()).isEqualTo(2);
        assertThat(first.get("outcome").asString()).isEqualTo("completed");
        assertThat(first.get("sent_at").asString()).isEqualTo("2026-11-25T10:15:30.100Z");
        assertThat(first.get("lateness_ms").asDouble()).isEqualTo(2);
        assertThat(first.get("connect_ms").asDouble()).isEqualTo(1.5);
        assertThat(first.get("head_ms").asDouble()).isEqualTo(30);
        assertThat(first.get("ttft_ms").asDouble()).isEqualTo(50);
        assertThat(first.get("e2e_ms").asDouble()).isEqualTo(110);
        assertThat(first.get("tpot_ms").asDouble()).isEqualTo(30);
        assertThat(first.get("prompt_tokens").asInt()).isEqualTo(128);
        assertThat(first.get("cached_tokens").asInt()).isEqualTo(64);
        assertThat(first.get("output_tokens").asInt()).isEqualTo(3);
        assertThat(first.get("chunks").asInt()).isEqualTo(4);
        assertThat(first.get("token_chunks").asInt()).isEqualTo(3);
        assertThat(first.at("/finish_reasons/length").asInt()).isEqualTo(1);
        assertThat(first.get("server_prefill_ms").asDouble()).isEqualTo(9);
    }

    @Test
    void whatIsNotKnownIsNullAndNeverZero() {
        JsonNode failed = lines().get(2);
        assertThat(failed.get("outcome").asString()).isEqualTo("failed");
        assertThat(failed.get("error_kind").asString()).isEqualTo("timeout");
        assertThat(failed.get("error_message").asString()).isEqualTo("timed out waiting for head");
        assertThat(failed.get("model").asString()).isEqualTo("Qwen/Qwen3-8B");
        for (String unknown : List.of("http_status", "ttft_ms", "tpot_ms", "head_ms", "connect_ms", "prompt_tokens",
                "output_tokens", "cached_tokens", "choices", "conversation", "turn", "asked_prompt_tokens",
                "server_queue_ms")) {
            assertThat(failed.get(unknown).isNull()).as(unknown).isTrue();
        }
        JsonNode withoutUsage = lines().get(3);
        assertThat(withoutUsage.get("prompt_tokens").isNull()).isTrue();
        assertThat(withoutUsage.get("output_tokens").asInt()).isEqualTo(3);
        assertThat(withoutUsage.get("tokens_estimated").asBoolean()).isTrue();
        assertThat(withoutUsage.get("tpot_ms").isNull()).isTrue();
    }

    @Test
    void aMillionRequestsPassWithoutBeingKept() throws IOException {
        RequestRecord one = SampleRequests.all().getFirst();
        int many = 50_000;
        RequestSource source = visitor -> {
            for (int i = 0; i < many; i++) {
                visitor.accept(one, SampleRequests.START);
            }
        };
        Counted counted = new Counted();
        Exporters.pieces(ExportFormat.REQUESTS,
                new ExportInput(Results.passed(), PhraseBook.of(Locale.ENGLISH), source, () -> "<p/>",
                        ExportInput.Strictness.LENIENT))
                .getFirst().content().writeTo(counted);
        assertThat(counted.lines).isEqualTo(many);
        assertThat(counted.longest).isLessThan(10_000);
    }

    @Test
    void aFullDiskIsTheDisksTroubleAndSaysSo() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        for (ExportFormat format : ExportFormat.values()) {
            assertThatThrownBy(() -> Exporters.pieces(format, new ExportInput(Results.passed(),
                    PhraseBook.of(Locale.ENGLISH), SampleRequests.source(), () -> "<p/>",
                    ExportInput.Strictness.LENIENT)).getFirst()
                    .content().writeTo(full)).as(format.key()).isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left");
        }
    }

    private static List<JsonNode> lines() {
        return Written.of(ExportFormat.REQUESTS, Results.passed(), Locale.ENGLISH, SampleRequests.source(),
                ExportInput.Strictness.LENIENT).lines().map(JSON::readTree).toList();
    }

    /** Takes note of the size of what is written at once: it grows when an export gathers before it writes. */
    private static final class Counted extends OutputStream {

        private int lines;
        private int longest;

        @Override
        public void write(int b) {
            lines += b == '\n' ? 1 : 0;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            longest = Math.max(longest, length);
            for (int i = from; i < from + length; i++) {
                write(bytes[i]);
            }
        }
    }
}
