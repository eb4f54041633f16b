package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmloadtest.simulator.Simulator;
import io.llmloadtest.simulator.SimulatorConfig;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package without a runtime: unpacked somewhere, it runs. */
class PackageTest {

    private static final Map<String, String> JAVA = Map.of("JAVA_HOME", System.getProperty("java.home"),
            "LLM_LOADTEST_JAVA_OPTS", "");

    @TempDir
    private static Path packages;

    @TempDir
    private Path directory;

    @BeforeAll
    static void make() {
        Packages.make(packages);
    }

    @Test
    void unpackedItRunsThroughALinkFromAnyFolder() throws Exception {
        Path place = Files.createDirectories(directory.resolve("a folder"));
        Packages.run(directory, Map.of(), "tar", "-xzf", Packages.only(packages, ".tar.gz").toString(), "-C",
                place.toString());
        Path home = Packages.only(place, "SNAPSHOT");
        Path launcher = Files.createSymbolicLink(directory.resolve("linked"), home.resolve("bin/llm-loadtest"));

        assertThat(Packages.run(directory, JAVA, launcher.toString(), "--version")).startsWith("llm-loadtest 0.");
        try (Simulator server = Simulator.start(SimulatorConfig.builder().build())) {
            Packages.run(directory, JAVA, launcher.toString(), "run", "-s", server.baseUri().toString(), "-n", "5",
                    "--output-len", "4", "--skip-validation");
            assertThat(server.truth().completedRequests()).as("one of them warm-up").isEqualTo(6);
        }
        assertThat(directory.resolve("runs")).isNotEmptyDirectory();
        assertThat(home.resolve("lib/jvm.options")).content().contains("-XX:+UseSerialGC");
        assertThat(home.resolve("LICENSE")).exists();
    }

    @Test
    void aUsersCollectorGoesBeforeOurs() throws Exception {
        Packages.run(directory, Map.of(), "tar", "-xzf", Packages.only(packages, ".tar.gz").toString(), "-C",
                directory.toString());
        Path launcher = Packages.only(directory, "SNAPSHOT").resolve("bin/llm-loadtest");
        Map<String, String> ofUser = Map.of("JAVA_HOME", System.getProperty("java.home"), "LLM_LOADTEST_JAVA_OPTS",
                "-XX:+UseG1GC -Xlog:gc:stderr");
        assertThat(Packages.run(directory, ofUser, launcher.toString(), "--version")).contains("Using G1")
                .contains("llm-loadtest 0.");
    }

    @Test
    void theZipHoldsTheSameAndItsLauncherMayBeRun() throws Exception {
        String inTar = Packages.run(directory, Map.of(), "tar", "-tzf", Packages.only(packages, ".tar.gz").toString());
        URI zip = URI.create("jar:" + Packages.only(packages, ".zip").toUri());
        try (FileSystem inside = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"));
                Stream<Path> all = Files.walk(inside.getPath("/"))) {
            assertThat(all.filter(Files::isRegularFile).map(file -> file.toString().substring(1)))
                    .containsExactlyInAnyOrderElementsOf(inTar.lines().filter(line -> !line.endsWith("/")).toList())
                    .anyMatch(file -> file.endsWith("bin/llm-loadtest.bat"));
            Path launcher = inside.getPath("/" + inTar.lines().findFirst().orElseThrow(), "bin/llm-loadtest");
            assertThat(Files.getPosixFilePermissions(launcher)).contains(PosixFilePermission.OTHERS_EXECUTE);
        }
    }
}
