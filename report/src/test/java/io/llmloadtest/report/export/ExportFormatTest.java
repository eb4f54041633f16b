package io.llmloadtest.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExportFormatTest {

    @Test
    void everyFormatIsFoundByTheNameThatIsSaid() {
        for (ExportFormat format : ExportFormat.values()) {
            assertThat(ExportFormat.named(format.key())).contains(format);
            assertThat(ExportFormat.known()).contains(format.key());
        }
        assertThat(ExportFormat.VLLM_BENCH.key()).isEqualTo("vllm-bench");
        assertThat(ExportFormat.named("JUNIT")).isEmpty();
    }

    @Test
    void aSlipOfThePenIsUnderstood() {
        assertThat(ExportFormat.nearest("junt")).contains(ExportFormat.JUNIT);
        assertThat(ExportFormat.nearest("JUnit")).contains(ExportFormat.JUNIT);
        assertThat(ExportFormat.nearest("vllm_bench")).contains(ExportFormat.VLLM_BENCH);
        assertThat(ExportFormat.nearest("markdwon")).contains(ExportFormat.MARKDOWN);
        assertThat(ExportFormat.nearest("request")).contains(ExportFormat.REQUESTS);
        assertThat(ExportFormat.nearest("parquet")).isEmpty();
    }
}
