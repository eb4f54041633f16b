package io.llmloadtest.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.report.Named;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EngineTest {

    @Test
    void theTemplateNeverPassesForeignTextAsItIs() throws IOException {
        try (InputStream in = Engine.class.getResourceAsStream("report.ftlh")) {
            assertThat(in).isNotNull();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).doesNotContain("no_esc", "noautoesc",
                    "?new", "?api", "?eval", "?interpret");
        }
    }

    @Test
    void aTemplateReadsWhatOurRecordsTellAndNothingElseOfJava() throws Exception {
        RecordsOnly policy = new RecordsOnly();
        assertThat(policy.forClass(Named.class).isMethodExposed(Named.class.getMethod("name"))).isTrue();
        assertThat(policy.forClass(Named.class).isMethodExposed(Object.class.getMethod("getClass"))).isFalse();
        assertThat(policy.forClass(Named.class).isMethodExposed(
                Named.class.getMethod("equals", Object.class))).isFalse();
        assertThat(policy.forClass(Runtime.class).isMethodExposed(Runtime.class.getMethod("availableProcessors")))
                .isFalse();
        assertThat(policy.forClass(Named.class).isConstructorExposed(Named.class.getConstructors()[0])).isFalse();
    }
}
