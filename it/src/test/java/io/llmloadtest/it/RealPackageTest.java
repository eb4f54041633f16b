package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The package with a runtime, on a machine without Java; and the container image, in a real Docker. */
@Isolated
@Tag("real")
class RealPackageTest {

    private static final String WITHOUT_JAVA = "/llm-loadtest-without-java";

    @TempDir
    private static Path packages;

    @TempDir
    private Path directory;

    @BeforeAll
    static void make() {
        Packages.make(packages, "--image");
    }

    @Test
    void theRuntimeBringsItsOwnJavaTheKernelsClockAndTls() throws Exception {
        Packages.run(directory, Map.of(), "tar", "-xzf",
                Packages.only(packages, System.getProperty("os.arch").equals("aarch64")
                        ? "linux-arm64.tar.gz"
                        : "linux-x64.tar.gz").toString(),
                "-C", directory.toString());
        Path home = Packages.only(directory, "64");
        Map<String, String> noJava = Map.of("JAVA_HOME", WITHOUT_JAVA);
        String launcher = home.resolve("bin/llm-loadtest").toString();
        assertThat(Packages.run(directory, noJava, launcher, "--version")).startsWith("llm-loadtest 0.");
        String demo = Packages.run(directory, noJava, launcher, "demo", "--format", "json");
        assertThat(demo).contains("\"PASS\"").contains("\"client_clock\" : \"kernel\"");
        assertThat(Packages.run(directory, noJava, home.resolve("jre/bin/java").toString(), "--list-modules"))
                .contains("java.base").contains("jdk.crypto.ec");
        assertThat(Files.size(home.resolve("jre/lib/security/cacerts"))).as("authorities for TLS")
                .isGreaterThan(50_000);
    }

    @Test
    void theImageRunsTheDemoAsNobody() {
        String demo = Packages.run(directory, Map.of(), "docker", "run", "--rm", "--network", "host", "llm-loadtest",
                "demo", "--lang", "ko");
        assertThat(demo).contains("Request Count").containsPattern("[가-힣]").contains("실행 폴더: runs/")
                .doesNotContain("WARNING: ");
        String user = Packages.run(directory, Map.of(), "docker", "image", "inspect", "-f", "{{.Config.User}}",
                "llm-loadtest");
        assertThat(user.strip()).isEqualTo("65532:65532");
    }
}
