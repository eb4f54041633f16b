package io.llmloadtest.collect.logs;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.EvidenceFolder;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A container of a made-up engine, and the witness of its log. */
abstract class WatchedContainer {

    static final Duration LONG = Duration.ofSeconds(30);

    final RunClock clock = RunClock.system(System.nanoTime());

    @TempDir
    Path run;

    FakeEngine engine;
    FakeContainer container;
    DockerLogWitness witness;

    @BeforeEach
    void start() throws IOException {
        engine = new FakeEngine();
        container = engine.add("vllm");
        witness = new DockerLogWitness(new ContainerChoice.Named("vllm"), Optional.of(engine.host()), clock,
                Optional.of(new EvidenceFolder(run)), LogKeeping.FULL);
    }

    @AfterEach
    void stop() {
        witness.close();
        engine.close();
    }

    Boundary mark(int index) {
        return witness.mark(index, OwnWork.NONE);
    }
}
