package io.llmloadtest.evidence.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The flags of a server by its own log, in the form of vLLM 0.13.0 and 0.32.0. */
class ServerFlagsTest {

    private static final String PREFIX = "(APIServer pid=1) INFO 11-25 00:46:32 [api_utils.py:286] ";
    private static final String LINE = PREFIX
            + "non-default args: {'model_tag': '/models/tiny', 'max_model_len': 4096, 'enforce_eager': True,"
            + " 'served_model_name': ['tiny', 'a, b'], 'max_num_seqs': 64}";

    @Test
    void theFlagsAreReadWhateverStandsBeforeThem() {
        Map<String, String> flags = ServerFlags.in(LINE).orElseThrow().values();
        assertThat(flags).containsOnly(Map.entry("model_tag", "/models/tiny"), Map.entry("max_model_len", "4096"),
                Map.entry("enforce_eager", "True"), Map.entry("served_model_name", "['tiny', 'a, b']"),
                Map.entry("max_num_seqs", "64"));
        assertThat(ServerFlags.in("\u001b[0;36m(APIServer pid=1)\u001b[0;0m" + LINE.substring(17)).orElseThrow()
                .values()).isEqualTo(flags);
    }

    @Test
    void secretsAreNeitherToldNorKept() {
        String line = PREFIX + "non-default args: {'port': 8001, 'api_key': ['sk-verysecret'], 'hf_token': 'hf_secret',"
                + " 'kv_transfer_config': {'auth_token': 'secret'}, 'max_num_batched_tokens': 8192,"
                + " 'tokenizer': 'tiny'}";
        Map<String, String> flags = ServerFlags.in(line).orElseThrow().values();
        assertThat(flags.toString()).doesNotContain("secret");
        assertThat(flags).containsEntry("max_num_batched_tokens", "8192").containsEntry("tokenizer", "tiny")
                .containsEntry("port", "8001").containsKey("api_key");
        LogLine kept = new JudgedLines().pick(new LogLine(Lines.START, line)).orElseThrow();
        assertThat(kept.text()).startsWith(PREFIX).doesNotContain("secret");
        assertThat(ServerFlags.in(kept.text()).orElseThrow().values()).as("read again").isEqualTo(flags);
    }

    @Test
    void aLogInJsonTellsThemToo() {
        String json = "{\"levelname\": \"INFO\", \"message\": \"non-default args: {'port': 8001, 'api_key': 'abc-secret'}\"}";
        assertThat(ServerFlags.in(json).orElseThrow().values()).containsEntry("port", "8001");
        LogLine kept = new JudgedLines().pick(new LogLine(Lines.START, json)).orElseThrow();
        assertThat(kept.text()).doesNotContain("secret");
        assertThat(ServerFlags.in(kept.text()).orElseThrow().values()).containsEntry("port", "8001");
    }

    @Test
    void whatARequestLoggedIsNoFlag() {
        assertThat(ServerFlags.in("INFO 11-25 00:46:32 [logger.py:39] Received request x: prompt: "
                + "'non-default args: {\\'port\\': 1}', params")).isEmpty();
        assertThat(ServerFlags.in("INFO:     127.0.0.1:1 - \"GET /non-default args: {'port': 1} HTTP/1.1\" 200 OK"))
                .isEmpty();
        assertThat(ServerFlags.in("nothing")).isEmpty();
    }

    @Test
    void ofALineThatWasCutTheWholePairsCount() {
        for (int end = 0; end <= LINE.length(); end++) {
            ServerFlags.in(LINE.substring(0, end)).ifPresent(flags -> assertThat(
                    ServerFlags.in(LINE).orElseThrow().values().entrySet()).containsAll(flags.values().entrySet()));
        }
        assertThat(ServerFlags.in(LINE.substring(0, LINE.length() - 4)).orElseThrow().values()).hasSize(4);
    }
}
