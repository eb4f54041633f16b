package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The sample project, built as a user would: apart from ours, against installed artifacts. They are put into an empty local
 * repository; what else is needed comes out of the one that this build uses, so nothing is downloaded.
 */
@Isolated
@Tag("real")
class SampleProjectTest {

    private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");
    private static final String VERSION = "0.1.0-SNAPSHOT";

    private static final Pattern OF_TESTS = Pattern
            .compile("(junit-|opentest4j|apiguardian|llm-loadtest-library|llm-loadtest-junit).*");

    @TempDir
    private Path directory;

    @Test
    void theSampleBuildsAgainstTheInstalledArtifactsAndItsTestsPass() throws Exception {
        installAll(directory.resolve("repository"));
        Path settings = Files.writeString(directory.resolve("settings.xml"),
                """
                        <settings>
                          <localRepository>%s</localRepository>
                          <profiles><profile>
                            <id>here</id>
                            <repositories><repository><id>here</id><url>%s</url></repository></repositories>
                            <pluginRepositories><pluginRepository><id>here</id><url>%s</url></pluginRepository></pluginRepositories>
                          </profile></profiles>
                          <activeProfiles><activeProfile>here</activeProfile></activeProfiles>
                        </settings>
                        """
                        .formatted(directory.resolve("repository"), ours().toUri(), ours().toUri()));
        Path sample = copy(Product.ROOT.resolve("samples/junit"), directory.resolve("sample"));

        Packages.run(sample, Map.of("root", Product.ROOT.toString()), "bash", "-euc",
                ". \"$root/build/common.sh\" && find_jdk && run_maven --no-transfer-progress -s '" + settings
                        + "' org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath"
                        + " -Dmdep.outputFile=class-path.txt test");

        assertThat(Stream.of(Files.readString(sample.resolve("class-path.txt")).split(":"))
                .map(jar -> Path.of(jar).getFileName().toString()).filter(jar -> !OF_TESTS.matcher(jar).matches()))
                .as("what users get is what is tested here").isSubsetOf(ofTheProduct());
        String report = Files.readString(Packages.only(sample.resolve("target/surefire-reports"), ".xml"));
        assertThat(report).containsPattern("<testsuite [^>]*tests=\"1\" errors=\"0\" skipped=\"0\" failures=\"0\"");
        assertThat(sample.resolve(
                "target/llm-loadtest/ChatServerLoadTest/eightAtATimeWaitNoLongerThanPromised")).isNotEmptyDirectory();
    }

    private static List<String> ofTheProduct() throws IOException {
        try (Stream<Path> jars = Files.list(Product.ROOT.resolve("cli/target/lib"))) {
            return jars.map(jar -> jar.getFileName().toString()).toList();
        }
    }

    /** As {@code mvn install} does, with what this build has packaged. */
    private static void installAll(Path repository) throws IOException {
        install(repository, "llm-loadtest", Product.ROOT.resolve("pom.xml"), List.of());
        Matcher module = MODULE.matcher(Files.readString(Product.ROOT.resolve("pom.xml")));
        while (module.find()) {
            Path folder = Product.ROOT.resolve(module.group(1));
            String artifact = "llm-loadtest-" + module.group(1);
            Path jar = folder.resolve("target").resolve(artifact + "-" + VERSION + ".jar");
            install(repository, artifact, folder.resolve("pom.xml"), Files.exists(jar) ? List.of(jar) : List.of());
        }
        assertThat(repository.resolve("io/llmloadtest/llm-loadtest-junit/" + VERSION)).as("jars of mvn package")
                .isDirectoryContaining(file -> file.toString().endsWith(".jar"));
    }

    private static void install(Path repository, String artifact, Path pom, List<Path> jars) throws IOException {
        Path folder = Files.createDirectories(repository.resolve("io/llmloadtest").resolve(artifact).resolve(VERSION));
        Files.copy(pom, folder.resolve(artifact + "-" + VERSION + ".pom"));
        for (Path jar : jars) {
            Files.copy(jar, folder.resolve(jar.getFileName()));
        }
    }

    private static Path ours() {
        String told = System.getProperty("localRepository", "");
        return told.isEmpty() ? Path.of(System.getProperty("user.home"), ".m2", "repository") : Path.of(told);
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.filter(file -> !file.startsWith(from.resolve("target"))).toList()) {
                Path there = to.resolve(from.relativize(each));
                if (Files.isDirectory(each)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(each, there);
                }
            }
        }
        return to;
    }
}
