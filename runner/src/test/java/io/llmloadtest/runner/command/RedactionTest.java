package io.llmloadtest.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret of a command line is kept, and nothing else of it is lost. */
class RedactionTest {

    private static final String SECRET = "s3cr3t-0f-u5";

    @ParameterizedTest
    @ValueSource(strings = {"--api-key SECRET", "--api-key=SECRET", "--API_KEY=SECRET", "--openai-api-key SECRET",
            "--hf-token SECRET", "--token=SECRET", "--password SECRET", "-H Authorization:SECRET",
            "--header Authorization=SECRET", "--headers X-Auth=SECRET X-Other=SECRET",
            "--backend kind=openai_http,api_key=SECRET,target=http://gpu", "--backend-kwargs {\"api_key\":\"SECRET\"}",
            "env OPENAI_API_KEY=SECRET run", "--url http://user:SECRET@gpu:8000/v1", "--extra Bearer SECRET"})
    void secretsAreHidden(String line) {
        String shown = String.join(" ", Redaction.of(List.of(line.replace("SECRET", SECRET).split(" "))));
        assertThat(shown).doesNotContain(SECRET).contains("***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tokenizer /models/tiny", "--max-tokens 10", "--random-output-len=32",
            "--backend kind=openai_http,target=http://gpu:8000,model=tiny", "--use-server-token-count",
            "--dataset-name random --num-prompts 200", "--metric-percentiles 50,99", "--base-url http://gpu:8000/v1"})
    void everythingElseStays(String line) {
        assertThat(String.join(" ", Redaction.of(List.of(line.split(" "))))).isEqualTo(line);
    }

    @Test
    void aHeaderInOneWordIsHidden() {
        assertThat(Redaction.of(List.of("-H", "Authorization: Bearer " + SECRET, "--fast")).toString())
                .doesNotContain(SECRET).contains("--fast");
        assertThat(Redaction.of(List.of("Authorization: Bearer " + SECRET)).toString()).doesNotContain(SECRET);
    }
}
