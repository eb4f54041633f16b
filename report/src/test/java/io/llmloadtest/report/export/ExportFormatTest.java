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
}
