package io.llmloadtest.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The exports of a run as a user asks for them. */
class ExportsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path directory;

    @Test
    void everyFormatIsWrittenAndPrintedTheSameAfterwards() throws IOException {
        Product.Ended demo = Product.run(directory, "demo", "-o", "run", "--export",
                "junit=out/new/report.xml,csv=out/levels.csv,markdown=out/summary.md", "--export",
                "requests=out/requests.jsonl", "--export", "vllm-bench=out/bench.json,vllm-bench=out/bench.jsonl");
        assertThat(demo.exit()).as(demo.toString()).isZero();
        assertThat(names(directory.resolve("out"))).containsExactlyInAnyOrder("levels.csv", "summary.md",
                "requests.jsonl", "bench-c4.json", "bench-c16.json", "bench.jsonl", "report.xml");
        for (String[] printed : new String[][]{{"junit", "new/report.xml"}, {"csv", "levels.csv"},
                {"markdown", "summary.md"}, {"requests", "requests.jsonl"}, {"vllm-bench", "bench.jsonl"}}) {
            Product.Ended report = Product.run(directory, "report", "run", "--format", printed[0]);
            assertThat(report.exit()).as(report.toString()).isZero();
            assertThat(report.out()).isEqualTo(Files.readString(directory.resolve("out").resolve(printed[1])));
        }
        List<String> requests = Files.readAllLines(directory.resolve("out/requests.jsonl"));
        assertThat(requests).hasSize(80 + 80 + 4 + 16);
        Schema schema = schema();
        assertThat(requests).allSatisfy(line -> assertThat(schema.validate(JSON.readTree(line))).isEmpty());
        aFileThatCannotBeWrittenFailsTheCommandButNotTheReport();
    }

    private void aFileThatCannotBeWrittenFailsTheCommandButNotTheReport() throws IOException {
        Files.createDirectory(directory.resolve("folder"));
        Product.Ended report = Product.run(directory, "report", "run", "--export", "csv=folder,junit=report.xml");
        assertThat(report.exit()).as(report.toString()).isEqualTo(1);
        assertThat(report.out()).contains("Overall: ");
        assertThat(report.err()).contains("--export csv=folder cannot be written").doesNotContain("Exception");
        assertThat(directory.resolve("report.xml")).isNotEmptyFile();
        assertThat(directory.resolve("folder")).isEmptyDirectory();
    }

    @Test
    void whatCanNeverBeWrittenIsRefusedBeforeTheRun() throws IOException {
        Files.createDirectory(directory.resolve("folder"));
        Files.writeString(directory.resolve("file"), "in the way");
        for (String impossible : List.of("csv=folder", "csv=file/levels.csv", "csv=/proc/levels.csv")) {
            Product.Ended demo = Product.run(directory, "demo", "-o", "run", "--export", impossible);
            assertThat(demo.exit()).as(demo.toString()).isEqualTo(2);
            assertThat(demo.err()).contains("--export " + impossible).doesNotContain("Exception");
            assertThat(directory.resolve("run")).doesNotExist();
        }
    }

    @Test
    void aMistakeIsAnsweredWithTheFormatsAndTheNearest() {
        for (String[] mistake : new String[][]{{"junt=a.xml", "did you mean 'junit'?"}, {"csv", "FORMAT=FILE"},
                {"csv=", "FORMAT=FILE"}, {"xlsx=a", "junit, csv, markdown, requests, vllm-bench"},
                {"csv=a,junit=a", "two exports go to a"}}) {
            Product.Ended run = Product.run(directory, "run", "-s", "http://127.0.0.1:9", "--export", mistake[0]);
            assertThat(run.exit()).as(run.toString()).isEqualTo(2);
            assertThat(run.err()).contains("--export: ").contains(mistake[1]).doesNotContain("Exception");
        }
    }

    @Test
    @Tag("real")
    void pandasJunitparserAndJsonschemaReadThemAndFindTheNumbersOfTheResult() throws Exception {
        Path run = directory.resolve("run");
        Product.Ended demo = Product.run(directory, "demo", "-o", run.toString(), "--fault",
                "http-errors,stream-errors",
                "--export", Stream.of("junit=report.xml", "csv=levels.csv", "requests=requests.jsonl",
                        "vllm-bench=bench.json", "vllm-bench=bench.jsonl").map(export -> export.replace("=", "=run/"))
                        .collect(Collectors.joining(",")));
        assertThat(demo.exit()).as(demo.toString()).isZero();
        Process check = new ProcessBuilder(Product.ROOT.resolve("it/consumers/check").toString(), run.toString())
                .redirectErrorStream(true).start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(said).isZero();
        assertThat(said).contains("junit: agrees", "csv: agrees", "requests: agrees", "vllm: agrees");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Schema schema() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ExportsTest.class.getResourceAsStream("/io/llmloadtest/store/request.schema.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
        }
    }
}
