package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    @TempDir
    private Path directory;

    @Test
    void theDemoShowsTheWholeReportAndPasses() {
        Product.Ended demo = Product.run(directory, "demo");
        for (int i = 0; i < 2 && demo.out().contains("! WARN"); i++) {
            demo = Product.run(directory, "demo"); // the machine may have disturbed its timings
        }
        assertThat(demo.exit()).as(demo.toString()).isZero();
        assertThat(demo.out()).contains("Validation Results").contains("Prometheus Metrics").contains("Request Count")
                .contains("Avg TTFT (ms)").contains("Total Tokens").contains("HTTP 200 Count")
                .contains("Avg Throughput")
                .contains("Overall: PASSED").doesNotContain("WARN ");
    }

    @Test
    void theDemoIsInKoreanOnRequest() {
        Product.Ended demo = Product.run(directory, "demo", "--lang", "ko");
        assertThat(demo.exit()).as(demo.toString()).isZero();
        assertThat(demo.out()).containsPattern("[가-힣]");
    }

    @Test
    void aFaultIsCaughtAndCanFailTheCommand() {
        Product.Ended demo = Product.run(directory, "demo", "--fault", "foreign-traffic", "--fail-on", "warning");
        assertThat(demo.exit()).as(demo.toString()).isEqualTo(4);
        assertThat(demo.out()).contains("Overall: WARNING").contains("37");
    }

    @Test
    void faultsAreListedAndAnUnknownOneIsAnsweredWithTheList() {
        assertThat(Product.run(directory, "demo", "--list-faults").out()).contains("foreign-traffic")
                .contains("responses-lost");
        Product.Ended unknown = Product.run(directory, "demo", "--fault", "gremlins");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("gremlins").contains("foreign-traffic");
    }

    @Test
    void versionAndHelpAnswerOnStdout() {
        assertThat(Product.run(directory, "--version").out()).startsWith("llm-loadtest 0.");
        assertThat(Product.run(directory, "run", "--help").out()).contains("--concurrency")
                .contains("--container-name");
    }
}
