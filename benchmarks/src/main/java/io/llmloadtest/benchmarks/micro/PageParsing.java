package io.llmloadtest.benchmarks.micro;

import io.llmloadtest.evidence.metrics.Exposition;
import io.llmloadtest.evidence.metrics.ExpositionParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One metrics page, as a vLLM served it: the file that the property {@code page} names. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PageParsing {

    private byte[] page = {};

    /** Reads the page. */
    @Setup
    public void load() throws IOException {
        try (InputStream file = new GZIPInputStream(Files.newInputStream(Path.of(System.getProperty("page"))))) {
            page = file.readAllBytes();
        }
        if (!ExpositionParser.parse(page).isWhole()) {
            throw new IllegalStateException("not a whole metrics page");
        }
        System.out.println("page: " + page.length + " bytes");
    }

    /** Parses the page. */
    @Benchmark
    public Exposition parse() {
        return ExpositionParser.parse(page);
    }
}
